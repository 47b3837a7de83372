using System.Net;
using System.Text.RegularExpressions;

namespace Alliance.Browser;

public sealed partial class LinkTests(RealSite site)
{
    /// <summary>Whatever the pages of the site point to is there, and so is the place within it.</summary>
    [Theory]
    [InlineData("en")]
    [InlineData("fi")]
    public async Task No_link_leads_nowhere(string language)
    {
        using var client = new HttpClient { BaseAddress = site.App.Address };
        var cancel = TestContext.Current.CancellationToken;
        var pages = new Dictionary<string, string>(StringComparer.Ordinal);
        var wrong = new List<string>();
        var fragments = new HashSet<(string From, string Page, string Fragment)>();
        var left = new Queue<(string From, string Address)>([("", "/" + language)]);
        while (left.TryDequeue(out var next))
        {
            if (pages.ContainsKey(next.Address))
                continue;
            using var answer = await client.GetAsync(next.Address, cancel);
            var html = pages[next.Address] = await answer.Content.ReadAsStringAsync(cancel);
            if (!answer.IsSuccessStatusCode)
                wrong.Add($"{(int)answer.StatusCode} {next.Address}, from {next.From}");
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            foreach (Match match in Reference().Matches(html))
            {
                var link = WebUtility.HtmlDecode(match.Groups["address"].Value).Split('#', 2);
                var page = link[0].Length == 0 ? next.Address : link[0];
                // Choices of choices have no end; and the other languages are other tests.
                if (!page.StartsWith('/') || (page.Contains('?') && next.Address.Contains('?')) || IsOther(page))
                    continue;
                left.Enqueue((next.Address, page));
                if (link.Length == 2)
                    fragments.Add((next.Address, page, link[1]));
            }
        }
        wrong.AddRange(
            from f in fragments
            where
                pages.TryGetValue(f.Page, out var html)
                && !html.Contains($"id=\"{f.Fragment}\"", StringComparison.Ordinal)
            select $"no #{f.Fragment} in {f.Page}, from {f.From}"
        );

        Assert.InRange(pages.Count, 100, 5_000);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)));

        bool IsOther(string page) => OfLanguage().IsMatch(page) && page[1..3] != language;
    }

    [GeneratedRegex(
        "(href|src)=\"(?<address>[^\"]*)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Reference();

    [GeneratedRegex("^/(en|de|fi|sv|it)(/|$|\\?)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex OfLanguage();
}
