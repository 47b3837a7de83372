using Alliance.Platform.Texts;
using Alliance.Tests.Knowledge;
using Alliance.Tests.Rights;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Site;

/// <summary>What is public speaks Italian; only where a city plans and administers do texts fall back to English.</summary>
public sealed class ItalianTests
{
    // Shorter ones are words such as “Title”, which may stand in what is shown.
    private const int Telling = 12;

    private static readonly HashSet<string> Untranslated = new(
        TextCatalogue
            .Own.Keys(Language.English)
            .Where(k => !TextCatalogue.Own.Has(Language.Italian, k))
            .Select(k => TextCatalogue.Own.Get(Language.English, k))
            .Where(t => t.Length >= Telling && !t.Contains('{', StringComparison.Ordinal)),
        StringComparer.Ordinal
    );

    [Fact]
    public async Task No_public_page_falls_back_to_English()
    {
        await using var app = await TestApp.StartAsync();
        Assert.NotEmpty(Untranslated);
        foreach (
            var path in (string[])
                [
                    "",
                    "/about",
                    "/accessibility",
                    "/cities",
                    "/cities/join",
                    "/cities/join?sent=1",
                    "/cities/join/confirm?token=x",
                    "/counting",
                    "/deals",
                    "/glossary",
                    // With a concept that has no name in Italian.
                    "/glossary?area=climate",
                    "/health",
                    "/imprint",
                    "/indicators",
                    "/licences",
                    "/log",
                    "/menu",
                    "/obstacles",
                    "/offers",
                    "/open-boards",
                    "/open-data",
                    "/organisations",
                    "/practices",
                    "/privacy",
                    "/publications",
                    "/replications",
                    "/roadmaps",
                    "/search",
                    "/sign-in",
                    "/sprints",
                    "/totals",
                ]
        )
            await SpeaksAsync(app, path);
    }

    [Fact]
    public async Task An_offer_speaks_Italian()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await RightsOffers.MakeAsync(app, []);
        foreach (
            var path in (string[])
                [
                    "/offers",
                    "/offers?kind=need&subject=bids",
                    "/offers?q=warmth",
                    "/search?q=warmth",
                    "/offers/" + RightsOffers.Open,
                ]
        )
            await SpeaksAsync(app, path);
    }

    [Fact]
    public async Task An_edition_speaks_Italian()
    {
        await using var scene = await PublicationScene.BeginAsync(DatabaseKind.Sqlite);
        await scene.FreezeTwiceAsync();
        foreach (var path in (string[])["", $"/{PublicationScene.Slug}/1", $"/{PublicationScene.Slug}/2"])
            await SpeaksAsync(scene.App, "/publications" + path);
    }

    private static async Task SpeaksAsync(TestApp app, string path)
    {
        var page = await app.ReadAsync("/it" + path);
        Assert.Equal("it", page.DocumentElement.GetAttribute("lang"));
        Assert.DoesNotContain(page.QuerySelectorAll("body *").Select(e => e.TextContent.Trim()), Untranslated.Contains);
    }

    [Theory]
    [InlineData("8 marzo 2026", "Al {0}", "All’8 marzo 2026")]
    [InlineData("11 marzo 2026", "dal {0}", "dall’11 marzo 2026")]
    [InlineData("8 marzo 2026", "entro il {0}", "entro l’8 marzo 2026")]
    [InlineData("18 marzo 2026", "dal {0}", "dal 18 marzo 2026")]
    [InlineData("8", "il {0}", "il 8")]
    public void Articles_join_days_that_begin_with_a_vowel(string day, string text, string said) =>
        Assert.Equal(said, Elision.InItalian(text.Replace("{0}", day, StringComparison.Ordinal)));
}
