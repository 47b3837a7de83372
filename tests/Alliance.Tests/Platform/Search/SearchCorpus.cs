using System.Globalization;
using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals;
using Alliance.Tests.Testing;
using Alliance.Tests.Transparency;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Platform.Search;

/// <summary>The real deals and made-up ones beside them, and what people might look for in them.</summary>
internal static class SearchCorpus
{
    private const int MadeUp = 180;

    // Titles in four languages that say the same; numbers and names are put in.
    private static readonly (string En, string De, string Fi, string Sv)[] Titles =
    [
        ("District heating for {0}", "Fernwärme für {0}", "Kaukolämpöä: {0}", "Fjärrvärme åt {0}"),
        (
            "Solar roofs on {0} buildings",
            "Solardächer auf {0} Gebäuden",
            "Aurinkokatot {0} rakennuksessa",
            "Soltak på {0} byggnader"
        ),
        (
            "Reuse of building parts",
            "Wiederverwendung von Bauteilen",
            "Rakennusosien uudelleenkäyttö",
            "Återbruk av byggdelar"
        ),
        (
            "Cargo bikes instead of vans",
            "Lastenräder statt Lieferwagen",
            "Tavarapyörät pakettiautojen tilalle",
            "Lastcyklar i stället för skåpbilar"
        ),
        (
            "Less food waste in schools",
            "Weniger Lebensmittelabfälle in Schulen",
            "Vähemmän ruokahävikkiä kouluissa",
            "Mindre matsvinn i skolor"
        ),
        (
            "Climate partnership with {0}",
            "Klimapartnerschaft mit {0}",
            "Ilmastokumppanuus: {0}",
            "Klimatpartnerskap med {0}"
        ),
    ];

    private static readonly string[] Names =
    [
        "Bäckman & Söhne",
        "Ødegård ApS",
        "Łódź Energia",
        "100% Wärme eG",
        "O’Brien’s",
        "ÄKTA Väst",
        "CO₂NTROL Oy",
    ];

    public static async Task StoreAsync(TestDatabase database)
    {
        var imported = await TestPackage.ImportAsync(database, TestPackage.Real);
        Assert.Empty(imported.Problems);
        await using var db = database.Open();
        var city = await db.Cities.OrderBy(c => c.Id).FirstAsync();
        var organisations = Names
            .Select(
                (name, i) =>
                    new Organisation
                    {
                        Identifier = $"made-up-{i}",
                        Name = name,
                        Kind = OrganisationKind.Sme,
                    }
            )
            .ToList();
        var deals = Enumerable.Range(0, MadeUp).Select(i => Deal(i, city, organisations)).ToList();
        db.AddRange(deals);
        await db.SaveChangesAsync();
        foreach (var source in AppDb.Searched)
            await SearchIndex.WriteAsync(db, source, await source.All(db).ToListAsync());
    }

    private static Deal Deal(int i, City city, List<Organisation> organisations)
    {
        var (en, de, fi, sv) = Titles[i % Titles.Length];
        var name = Names[i % Names.Length];
        string With(string text) => string.Format(CultureInfo.InvariantCulture, text, i % 4 == 0 ? i : name);
        var deal = DealFixtures.Deal(city, $"made-up-{i}", i % 9 == 0 ? null : $"20{i % 25:00}");
        deal.Title =
            i % 5 == 0
                ? new LocalText("de", With(de))
                : new LocalText(
                    "sv",
                    [new("en", With(en)), new("de", With(de)), new("fi", With(fi)), new("sv", With(sv))]
                );
        var (otherEn, otherDe, otherFi, otherSv) = Titles[(i * 7 + 3) % Titles.Length];
        deal.Summary = new LocalText(
            "fi",
            [new("en", With(otherEn)), new("de", With(otherDe)), new("fi", With(otherFi)), new("sv", With(otherSv))]
        );
        deal.Party(organisations[i % organisations.Count]);
        return deal;
    }

    /// <summary>Well over 200: words of every kind of text as they stand and shortened, in pairs, mistyped, and what is no word at all.</summary>
    public static async Task<List<string>> QueriesAsync(AppDb db)
    {
        List<string> queries =
        [
            "Gebäude",
            "Gebäuden",
            "gebaeude",
            "rakennuksissa",
            "rakennus",
            "waerme",
            "Warme",
            "Wärme",
            "byggnader",
            "byggnad",
            "klima",
            "katto",
            "aurinko",
            "tak",
            "värme",
            "heat pump",
            "e.V.",
            "A/S",
            "100%",
            "CO2",
            "2030",
            "203",
            "Mannheim Wärme",
            "deals for schools",
            "the",
            "und",
            "",
            " ",
            "\"",
            "\"a\" OR b*",
            "NEAR(a b)",
            "title : wärme",
            "a AND NOT b",
            "-wärme",
            "^solar",
            "'; DROP TABLE deals; --",
            "%",
            "_",
            "\\",
            "*",
            "wärme*",
            "(",
            ")",
            "{}",
            ":*",
            "!solar",
            "a & b | !c",
            "<script>",
            "\0",
            "\ud800",
            "🙂",
            "🙂 solar",
            "ß",
            "straße",
            "Łódź",
            "odegard",
            "O'Brien's",
            "control",
            new string('x', 200),
            string.Join(' ', Enumerable.Repeat("solar", 50)),
            "ma-11",
            "made-up-7",
            "中文",
            "Ελλάδα",
            "Москва",
            "İstanbul",
            "ﬁ",
            "wa\u0308rme",
        ];
        var texts = await db.Deals.OrderBy(d => d.Id).Select(d => d.Title).Take(100).ToListAsync();
        var names = await db.Organisations.OrderBy(o => o.Id).Select(o => o.Name).Take(60).ToListAsync();
        var words = texts
            .SelectMany(t => t.All.Select(a => a.Value))
            .Concat(names)
            .SelectMany(t => t.Split(' '))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        queries.AddRange(words.Where((_, i) => i % 4 == 0));
        queries.AddRange(words.Where((w, i) => w.Length > 5 && i % 9 == 0).Select(w => w[..5]));
        queries.AddRange(words.Zip(words.Skip(1)).Where((_, i) => i % 9 == 0).Select(p => $"{p.First} {p.Second}"));
        return queries;
    }
}
