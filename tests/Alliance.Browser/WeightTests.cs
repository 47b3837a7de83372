using System.Collections.Concurrent;
using System.Globalization;
using Alliance.Platform.Texts;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>What a first visit costs somebody who pays for every megabyte.</summary>
public sealed class WeightTests(RealSite site)
{
    private const int AtMost = 150_000;

    public static TheoryData<string> Addresses =>
        [
            .. from language in Language.All
            from path in (string[])["", "/deals", "/menu", "/deals/espoo-climate-city-contract", "/cities/mannheim"]
            select $"/{language.Code}{path}",
        ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public Task The_first_visit_weighs_less_than_150_kB(string address) =>
        site.VisitAnewAsync(
            new(),
            async visitor =>
            {
                var requests = new ConcurrentDictionary<string, string>();
                var weights = new ConcurrentDictionary<string, double>();
                var network = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
                network.Event("Network.requestWillBeSent").OnEvent += (_, e) =>
                    requests[e!.Value.GetProperty("requestId").GetString()!] = e
                        .Value.GetProperty("request")
                        .GetProperty("url")
                        .GetString()!;
                network.Event("Network.loadingFinished").OnEvent += (_, e) =>
                    weights[e!.Value.GetProperty("requestId").GetString()!] = e
                        .Value.GetProperty("encodedDataLength")
                        .GetDouble();
                await network.SendAsync("Network.enable");

                await visitor.GoAsync(address);
                await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                await visitor.Page.EvaluateAsync("() => document.fonts.ready.then(() => true)");

                // The icon comes when the browser likes; the page is idle without it.
                for (var waited = 0; waited < 100 && weights.Count < requests.Count; waited++)
                {
                    await Task.Delay(100, TestContext.Current.CancellationToken);
                }

                // Page, style and fonts at least: else nothing was weighed.
                Assert.True(weights.Count >= 3, string.Join('\n', requests.Values));
                Assert.Equal(
                    requests.Values.Order(),
                    requests.Where(r => weights.ContainsKey(r.Key)).Select(r => r.Value).Order()
                );
                var sum = weights.Values.Sum();
                Assert.True(
                    sum <= AtMost,
                    $"{address}: {sum} bytes\n"
                        + string.Join(
                            '\n',
                            weights.Select(w =>
                                string.Create(CultureInfo.InvariantCulture, $"{w.Value} {requests[w.Key]}")
                            )
                        )
                );
                TestContext.Current.TestOutputHelper?.WriteLine($"{address}: {sum} bytes");
            }
        );
}
