using Alliance.Bench.Load;
using Alliance.Platform.Texts;

namespace Alliance.Bench;

/// <summary>What readers ask for, and what has been promised about it.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Pages">The addresses; those that repeat are asked once for their text.</param>
/// <param name="Slow">Its time at one client is promised: under 25 ms, and at most three times that of 27 deals.</param>
internal sealed record Scenario(string Name, Func<Sample, IEnumerable<Page>> Pages, bool Slow = false)
{
    public const string DealPage = "deal page";

    // The addresses of the list's three orders; the plain one is what most readers see first.
    private static readonly string[] Sorts = ["", "sort=oldest", "sort=changed"];

    private static readonly string[] Names = ["Fernwärme", "kaukolämpö", "fjärrvärme"];

    private static readonly string[] Languages = [.. Language.All.Select(l => l.Code)];

    /// <summary>Every kind of page that readers and programs ask for most.</summary>
    public static readonly IReadOnlyList<Scenario> All =
    [
        new(DealPage, s => s.Deals.Select(d => new Page($"/{LanguageOf(d)}/deals/{d.Slug}", TitleOf(d), "</html>"))),
        new("list", s => Everywhere(l => [.. Sorts.Select(sort => Found($"/{l}/deals?{sort}"))]), Slow: true),
        new("list, filtered", s => s.Deals.Select(d => Found($"/{LanguageOf(d)}/deals?{Filter(d)}")), Slow: true),
        new(
            "search, rare word",
            s => s.Deals.Select(d => Found($"/{LanguageOf(d)}/deals?q={Escape(d.Rare)}", $"/deals/{d.Slug}\"")),
            Slow: true
        ),
        new("search, word in 10 %", s => Everywhere(l => [.. Searches(l, s.TenthWord)]), Slow: true),
        new("search, word in 50 %", s => Everywhere(l => [.. Searches(l, s.HalfWord)])),
        // In another language than most of what it finds: by concept.
        new("search, another name", _ => Everywhere(l => [.. Names.SelectMany(name => Searches(l, name))])),
        new(
            "site search",
            s =>
                s.Deals.Select(d => new Page(
                    $"/{LanguageOf(d)}/search?q={Escape(d.Rare)}",
                    $"/deals/{d.Slug}\"",
                    "</html>"
                ))
        ),
        // Nothing has all of these words, so that what comes close is looked for.
        new(
            "site search, close",
            s =>
                s.Deals.Select(d => new Page(
                    $"/{LanguageOf(d)}/search?q={Escape($"{d.Rare} kaukolämpö Kantine zzyzx")}",
                    "/deals/",
                    "</html>"
                ))
        ),
        new(
            "suggestions",
            s =>
                s.Deals.Select(d => new Page(
                    $"/{LanguageOf(d)}/search/suggest?q={Escape(d.Rare)}",
                    $"/deals/{d.Slug}\""
                ))
        ),
        new(
            "organisations, search",
            s =>
                s.Organisations.Select(
                    (name, i) =>
                        new Page($"/{Languages[i % Languages.Length]}/organisations?q={Escape(name)}", name, "</html>")
                )
        ),
        new(
            "city",
            s =>
                Everywhere(l =>
                    [.. s.Cities.Select(c => new Page($"/{l}/cities/{c.Identifier}", NameIn(c.Name, l), "</html>"))]
                )
        ),
        new("home", s => Everywhere(l => [new Page($"/{l}", $"<html lang=\"{l}\"", $"\"/{l}/deals/", "</html>")])),
        new(
            "API list",
            s => s.Deals.Select(d => new Page($"/api/v1/deals?{Filter(d)}", "{\"items\":[{", "\"total\":"))
        ),
    ];

    private static IEnumerable<Page> Everywhere(Func<string, IEnumerable<Page>> inLanguage) =>
        Languages.SelectMany(inLanguage);

    // Not by chance: the same deal is always read in the same language.
    private static string LanguageOf(SampleDeal deal) => Languages[deal.Slug.Length % Languages.Length];

    private static string TitleOf(SampleDeal deal) => NameIn(deal.Title, LanguageOf(deal));

    private static string NameIn(LocalText text, string language) => text.In(Language.Find(language)!).Text;

    /// <summary>A list that found something, and ends as it should.</summary>
    private static Page Found(string path, params string[] markers) =>
        new(path, [.. markers, "class=\"cards\"", "</html>"]);

    private static IEnumerable<Page> Searches(string language, string word) =>
        Sorts.Select(sort => Found($"/{language}/deals?q={Escape(word)}&{sort}"));

    // One to three of the deal's own properties, so that something is found.
    private static string Filter(SampleDeal deal)
    {
        string?[] facets =
        [
            $"city={deal.City}",
            deal.Areas.Count > 0 ? $"area={deal.Areas[0]}" : null,
            $"instrument={deal.Instrument}",
            deal.Year is { } year ? $"year={year}" : "year=undated",
            $"status={deal.Delivery}",
        ];
        var first = deal.Slug.Sum(c => c) % facets.Length;
        var count = 1 + deal.Title.ToString().Length % 3;
        return string.Join(
            '&',
            Enumerable.Range(0, count).Select(i => facets[(first + i) % facets.Length]).OfType<string>()
        );
    }

    private static string Escape(string word) => Uri.EscapeDataString(word);
}
