using System.Globalization;
using Alliance.Deals.Index;
using Alliance.Platform.Texts;
using Alliance.Site;
using Alliance.Tests.Testing;
using Alliance.Tests.Transparency;

namespace Alliance.Tests.Platform.Search;

/// <summary>
/// Whether readers find what they mean: the searches in <c>Queries</c> against the real register. Each floor lies one below
/// what was measured.
/// </summary>
public sealed class FoundByReadersTests
{
    private const int Looked = 10;

    [Theory]
    [EachDatabase("en", 48)]
    [EachDatabase("de", 46)]
    [EachDatabase("fi", 46)]
    [EachDatabase("sv", 46)]
    public async Task What_is_meant_is_among_the_first_ten(DatabaseKind on, string language, int least)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        Assert.Empty((await TestPackage.ImportAsync(database, TestPackage.Real)).Problems);
        await using var db = database.Open();
        var deals = await DealSnapshot.LoadAsync(db, TestContext.Current.CancellationToken);
        var (answered, found, others, asked) = (0, 0, 0, 0);
        foreach (var (query, expected) in Queries(language))
        {
            asked++;
            var page = await SiteSearch.LoadAsync(
                db,
                deals,
                query,
                Language.Find(language)!,
                DateOnly.FromDateTime(TestApp.Start.UtcDateTime),
                cancel: TestContext.Current.CancellationToken
            );
            var first = Shown(page).Take(Looked).ToList();
            others += page.Works.Count(w => !expected.Contains(NameOf(w)));
            found += page.Works.Any(w => expected.Contains(NameOf(w))) ? 1 : 0;
            if (first.Exists(expected.Contains))
                answered++;
            else
                TestContext.Current.TestOutputHelper?.WriteLine(
                    $"{language} not answered: {query} (wanted {string.Join(' ', expected)}; shown {string.Join(' ', first)})"
                );
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{language} on {on}: {answered} of {asked} answered, {found} of them not only by what comes close; others found a search: {(double)others / asked:0.0}"
            )
        );
        Assert.True(answered >= least, $"{language}: {answered} of {asked} answered, at least {least} were");
    }

    /// <summary>What the page shows, from the top: the README beside the searches says so too.</summary>
    private static IEnumerable<string> Shown(FoundOnSite found)
    {
        var cities = found.Cities.Select(c => "city:" + c.Identifier);
        var others = found
            .Works.Concat(found.Near)
            .Select(NameOf)
            .Concat(found.Organisations.Select(o => "organisation:" + o.Identifier));
        return found.CityNamed ? cities.Concat(others) : others.Concat(cities);
    }

    private static string NameOf(FoundWork work) =>
        work.Deal is { } deal ? "deal:" + deal.Identifier : "practice:" + work.Practice!.Identifier;

    private static IEnumerable<(string Query, HashSet<string> Expected)> Queries(string language) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Platform", "Search", "Queries", language + ".csv"))
            .Skip(1)
            .Where(l => l.Length > 0)
            .Select(Cells)
            .Select(c => (c[0], c[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet()));

    /// <summary>Cells of a line; one that holds a comma stands between quotes.</summary>
    private static List<string> Cells(string line)
    {
        var cells = new List<string> { "" };
        var quoted = false;
        foreach (var c in line)
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                cells.Add("");
            else
                cells[^1] += c;
        return cells;
    }
}
