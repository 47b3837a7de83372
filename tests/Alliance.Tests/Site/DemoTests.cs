using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Site;

/// <summary><c>serve --demo</c>: invented people, for this machine alone, and a database that remembers it.</summary>
public sealed class DemoTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_demo_brings_people_who_sign_in_and_says_what_it_is_on_every_page(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on, migrated: false);
        string[] where = ["--data", database.Folder, .. database.Db is { } db ? ["--db", db] : (string[])[]];
        for (var start = 0; start < 2; start++)
        {
            var (server, address, said) = await ServeAsync(["--demo", .. where]);
            try
            {
                Assert.Contains(said, l => l.Contains("firm@example.org", StringComparison.Ordinal));
                using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
                {
                    BaseAddress = address,
                };
                foreach (var page in (string[])["/de", "/de/cities/example-city", "/de/sign-in", "/de/nowhere"])
                    Assert.Contains(
                        "Demo: erfundene Personen",
                        await (await browser.GetAsync(page, Cancel)).Content.ReadAsStringAsync(Cancel),
                        StringComparison.Ordinal
                    );
                Assert.Contains(
                    "May sign deals for 2 members",
                    await browser.GetStringAsync("/en/organisations/example-association", Cancel),
                    StringComparison.Ordinal
                );
                var totals = await browser.GetStringAsync("/en/cities/example-city/totals", Cancel);
                Assert.Contains("2 overlaps are open", totals, StringComparison.Ordinal);
                Assert.Contains("shared 40", totals, StringComparison.Ordinal);
                var dashboard = new HtmlParser().ParseDocument(totals);
                // Gross and net of what is shared stand beside each other, and differ; what is not shared is the same twice.
                var rows = dashboard
                    .QuerySelectorAll("section[aria-labelledby=sums] table tbody tr")
                    .Select(r => r.QuerySelectorAll("td.number").Select(c => c.TextContent.Trim()).ToList())
                    .ToList();
                Assert.Contains(rows, r => r[0] != r[1]);
                Assert.Contains(rows, r => r[0] == r[1]);
                Assert.Equal(3, dashboard.QuerySelectorAll("section[aria-labelledby=overlaps] > ul.rows > li").Length);
                // The booklet is made once, and says what it is.
                Assert.Contains(
                    "What two streets taught us (example)",
                    await browser.GetStringAsync("/en/publications", Cancel),
                    StringComparison.Ordinal
                );
                var booklet = await browser.GetStringAsync(
                    "/en/publications/what-two-streets-taught-us-example/1",
                    Cancel
                );
                foreach (var chapter in (string[])["k1", "k2", "k3", "k4", "k5", "k6", "k7"])
                    Assert.Contains($"id=\"{chapter}\"", booklet, StringComparison.Ordinal);
                using var emissions = JsonDocument.Parse(
                    await browser.GetStringAsync("/api/v1/indicator-totals?city=example-city", Cancel)
                );
                Assert.Contains(
                    emissions.RootElement.GetProperty("totals").EnumerateArray(),
                    t => t.GetProperty("net").GetDecimal() < t.GetProperty("gross").GetDecimal()
                );
                foreach (var person in (string[])["manager", "firm", "association", "admin"])
                {
                    using var own = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
                    {
                        BaseAddress = address,
                    };
                    using var signedIn = await own.SendAsync(
                        "/en/sign-in",
                        "sign-in",
                        ("email", person + "@example.org"),
                        ("password", "local green deal"),
                        ("way", "password")
                    );
                    Assert.Equal("/en/account", signedIn.LeadsTo());
                }
            }
            finally
            {
                await EndAsync(server);
            }
        }
        await using (var read = database.Open())
        {
            Assert.Equal(8, await read.Accounts.CountAsync(Cancel));
            // Nobody invented acts for anybody real.
            Assert.False(
                await read.Memberships.AnyAsync(
                    m =>
                        m.City != null && m.City.Collection != "demo"
                        || m.Organisation != null && m.Organisation.Collection != "demo",
                    Cancel
                )
            );
        }

        // Without the option it is still a demo.
        var open = await Cli.RunAsync(["serve", "--urls", "http://0.0.0.0:0", .. where]);
        Assert.Equal(2, open.Code);
        Assert.Contains("made by --demo", open.Errors, StringComparison.Ordinal);
        var (again, reached, words) = await ServeAsync(where);
        try
        {
            Assert.Contains(words, l => l.Contains("is a demo", StringComparison.Ordinal));
            using var client = new HttpClient { BaseAddress = reached };
            Assert.Contains(
                "Demo: example people",
                await client.GetStringAsync("/en", Cancel),
                StringComparison.Ordinal
            );
        }
        finally
        {
            await EndAsync(again);
        }
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://localhost:0;http://*:0")]
    [InlineData("http://192.0.2.1:0")]
    public async Task A_demo_is_for_this_machine_alone(string urls)
    {
        var folder = Directory.CreateTempSubdirectory("alliance-test-").FullName;
        var refused = await Cli.RunAsync("serve", "--demo", "--urls", urls, "--data", folder);

        Assert.Equal(2, refused.Code);
        Assert.Contains("for this machine alone", refused.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Directory.Delete(folder);
    }

    [Fact]
    public async Task A_register_that_somebody_began_does_not_become_a_demo()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await app.StopAsync();

        var refused = await Cli.RunAsync("serve", "--demo", "--port", "0", "--data", app.Database.Folder);

        Assert.Equal(1, refused.Code);
        Assert.Contains("Choose an empty folder", refused.Errors, StringComparison.Ordinal);
        Assert.False(await app.WithDbAsync(db => db.Accounts.AnyAsync(Cancel)));
    }

    private static async Task<(Process Server, Uri Address, List<string> Said)> ServeAsync(string[] arguments)
    {
        var server = Cli.Start(["serve", "--port", "0", .. arguments]);
        const string running = "Alliance is running at ";
        var said = new List<string>();
        Uri? address = null;
        // The demo's lines follow at once; the last of them is known.
        while (await server.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            said.Add(line);
            if (line.StartsWith(running, StringComparison.Ordinal))
                address = new Uri(line[running.Length..]);
            if (
                line.Contains("admin@example.org", StringComparison.Ordinal)
                || line.Contains("is a demo:", StringComparison.Ordinal)
            )
                return (server, address!, said);
        }
        throw new InvalidOperationException(await server.StandardError.ReadToEndAsync(Cancel));
    }

    private static async Task EndAsync(Process server)
    {
        server.Kill();
        await server.WaitForExitAsync(CancellationToken.None);
        server.Dispose();
    }
}
