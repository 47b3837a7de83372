using System.Net;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Site;

/// <summary>A register without data says so, and how data comes in, instead of asking to loosen filters nobody set.</summary>
public sealed class EmptyRegisterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Every_list_says_that_nothing_is_recorded_yet_and_what_to_do(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        foreach (var language in Language.All)
        {
            var reader = new Reader(language);
            foreach (
                var (path, title) in new[]
                {
                    ("", "home.empty"),
                    ("/deals", "deals.none-recorded"),
                    ("/cities", "cities.none"),
                    ("/organisations", "organisations.none"),
                    ("/projects/alliance", "project.none"),
                }
            )
            {
                var html = WebUtility.HtmlDecode(await app.Client.GetStringAsync($"/{language.Code}{path}", Cancel));
                Assert.Contains($"<p class=\"title\">{reader[title]}</p>", html, StringComparison.Ordinal);
                Assert.Contains(reader["design.nothing-yet.command"], html, StringComparison.Ordinal);
                Assert.DoesNotContain(reader["deals.nothing"], html, StringComparison.Ordinal);
                Assert.DoesNotContain(reader["organisations.nothing"], html, StringComparison.Ordinal);
                Assert.DoesNotContain("class=\"filters\"", html, StringComparison.Ordinal);
            }
        }
    }

    [Theory, EachDatabase]
    public async Task What_is_asked_for_can_be_taken_back_in_an_empty_register_too(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        var deals = await app.Client.GetStringAsync("/en/deals?q=heating", Cancel);
        Assert.Contains("No deal fits all of this", deals, StringComparison.Ordinal);
        Assert.Contains("href=\"/en/deals\"", deals, StringComparison.Ordinal);
        var organisations = await app.Client.GetStringAsync("/en/organisations?q=works", Cancel);
        Assert.Contains("No organisation fits all of this", organisations, StringComparison.Ordinal);
    }
}
