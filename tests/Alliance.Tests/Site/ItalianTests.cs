using System.Text.RegularExpressions;
using Alliance.Design;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Knowledge;
using Alliance.Tests.Rights;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Site;

/// <summary>What is public speaks Italian; only where a city plans and administers do texts fall back to English.</summary>
public sealed partial class ItalianTests
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

    [Fact]
    public async Task Whoever_copies_and_reports_reads_Italian_and_what_leads_to_English_is_marked()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        using var manager = await app.SignedInAsync(Story.Manager, MembershipRole.DealManager, "espoo");
        foreach (
            var path in (string[])
                [
                    "workspace",
                    "workspace/first-steps",
                    "workspace/measurements",
                    "workspace/replications",
                    "workspace/replications/new?practice=three-light-promises",
                    "workspace/replications/package",
                    "people",
                    "people/organisation",
                    "deals/mannheim-climate-neutral-district-heating",
                    "practices/three-light-promises",
                    "sprints/alliance-mannheim-2022",
                ]
        )
        {
            var page = await manager.DocumentAsync("/it/" + path);
            Assert.DoesNotContain(
                page.QuerySelectorAll("body *")
                    .Where(e => e.Children.Length == 0 && e.Closest("[lang]")!.GetAttribute("lang") == "it")
                    .Select(e => e.TextContent.Trim()),
                Untranslated.Contains
            );
        }
    }

    /// <summary>Also what only a page with something on it says: by the sources of pages and of the parts that they are made of.</summary>
    [Fact]
    public void What_pages_outside_of_the_places_in_English_name_is_in_Italian()
    {
        var components = Repository
            .Sources(".razor")
            .Where(f => !f.Path.EndsWith("/_Imports.razor", StringComparison.Ordinal))
            .ToDictionary(f => Path.GetFileNameWithoutExtension(f.Path), f => f.Text, StringComparer.Ordinal);
        var pages = components
            .Where(c => Route().Matches(c.Value).Any(r => !PlacesInEnglish.Hold(r.Groups["below"].Value)))
            .Select(c => c.Key);
        // What rooms put onto pages of others.
        var opened = Repository
            .Sources(".cs")
            .SelectMany(f => Opened().Matches(f.Text).Select(m => m.Groups["part"].Value))
            .Where(components.ContainsKey);
        var (seen, left) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>(pages.Concat(opened)));
        while (left.TryPop(out var name))
            if (seen.Add(name))
                foreach (Match tag in Tag().Matches(components[name]))
                    if (components.ContainsKey(tag.Groups["part"].Value))
                        left.Push(tag.Groups["part"].Value);
        Assert.Contains("TraceStep", seen);
        var missing =
            from name in seen
            let source = components[name]
            from use in Key().Matches(source)
            let key = use.Groups["key"].Value + (use.Groups["count"].Success ? ".one" : "")
            where !TextCatalogue.Own.Has(Language.Italian, key)
            where !source.Contains($"Otherwise(\"{key}\")", StringComparison.Ordinal)
            select $"{name}: {key}";
        Assert.True(!missing.Any(), string.Join('\n', missing));
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

    [GeneratedRegex(
        """^@page "/\{Lang:lang\}/?(?<below>[^"]*)""",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Route();

    [GeneratedRegex(@"\bOpenComponent<(?<part>\w+)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Opened();

    [GeneratedRegex("<(?<part>[A-Z][A-Za-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex("""\bT((?<count>\.Count\()|\[)"(?<key>[^"{}]+)"[,\])]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();
}
