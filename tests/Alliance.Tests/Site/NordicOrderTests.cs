using System.Text.Json;
using Alliance.Network;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Site;

/// <summary>Å, Ä and Ö stand behind Z for Finnish and Swedish readers, and with A and O for everybody else.</summary>
public sealed class NordicOrderTests
{
    private static readonly string[] Names =
    [
        "Zebra",
        "Ånge",
        "ähnlich",
        "Örebro",
        "Ahorn",
        "Otto",
        "Øst",
        "Über",
        "A\u030Abo",
    ];

    private static readonly string[] Nordic =
    [
        "Ahorn",
        "Otto",
        "Über",
        "Zebra",
        "A\u030Abo",
        "Ånge",
        "ähnlich",
        "Örebro",
        "Øst",
    ];

    private static readonly string[] WithoutMarks =
    [
        "A\u030Abo",
        "ähnlich",
        "Ahorn",
        "Ånge",
        "Örebro",
        "Øst",
        "Otto",
        "Über",
        "Zebra",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Lists_letters_and_files_are_in_the_order_of_the_readers_alphabet(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app, Names);
        foreach (var language in (string[])["fi", "sv"])
        {
            app.Queries.Clear();
            var page = await app.ReadAsync($"/{language}/organisations");
            Assert.Equal(Nordic, page.AllSaid("ul.rows h3"));
            Assert.Equal(["A", "O", "Y", "Z", "Å", "Ä", "Ö"], page.AllSaid(".letters a"));
            // The order's own column, and not a choice between two, which no index would serve.
            Assert.DoesNotContain(app.Queries.Sql, sql => sql.Contains("CASE", StringComparison.Ordinal));
            Assert.Contains(app.Queries.Sql, sql => sql.Contains("sort_name_nordic", StringComparison.Ordinal));

            var link = page.QuerySelectorAll(".letters a").Single(a => a.TextContent == "Ö").GetAttribute("href")!;
            page = await app.ReadAsync(link);
            Assert.Equal(["Örebro", "Øst"], page.AllSaid("ul.rows h3"));
            Assert.Equal("Ö", page.Said(".letters a[aria-current]"));
            Assert.Equal(["Ahorn"], (await app.ReadAsync($"/{language}/organisations?letter=a")).AllSaid("ul.rows h3"));

            var file = await app.Client.GetStringAsync($"/{language}/organisations.csv", Cancel);
            Assert.Equal(Nordic, InOrder(file));
        }

        foreach (var language in (string[])["en", "de"])
        {
            var page = await app.ReadAsync($"/{language}/organisations");
            Assert.Equal(WithoutMarks, page.AllSaid("ul.rows h3"));
            Assert.Equal(["A", "O", "U", "Z"], page.AllSaid(".letters a"));
            page = await app.ReadAsync($"/{language}/organisations?letter=%C3%B6");
            Assert.Equal(["Örebro", "Øst", "Otto"], page.AllSaid("ul.rows h3"));
        }

        using var api = JsonDocument.Parse(await app.Client.GetStringAsync("/api/v1/organisations", Cancel));
        Assert.Equal(
            WithoutMarks,
            api.RootElement.GetProperty("items").EnumerateArray().Select(o => o.GetProperty("name").GetString()!)
        );
    }

    [Theory, EachDatabase]
    public async Task Pages_follow_each_other_without_gaps(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        string[] letters = ["b", "å", "ä", "ö", "z"];
        await StoreAsync(app, [.. Enumerable.Range(0, 95).Select(i => $"{letters[i % 5]} {i % 7}")]);

        var seen = new List<string>();
        for (string? next = "/sv/organisations"; next is not null; )
        {
            var page = await app.ReadAsync(next);
            seen.AddRange(page.AllSaid("ul.rows h3"));
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(95, seen.Count);
        Assert.Equal(seen.OrderBy(n => "bzåäö".IndexOf(n[0], StringComparison.Ordinal)).ThenBy(n => n[2]), seen);
    }

    private static Task StoreAsync(TestApp app, string[] names) =>
        app.WithDbAsync(async db =>
        {
            db.AddRange(
                names.Select(
                    (name, i) =>
                        new Organisation
                        {
                            Identifier = $"o{i}",
                            Name = name,
                            Kind = OrganisationKind.Sme,
                        }
                )
            );
            await db.SaveChangesAsync(Cancel);
        });

    private static IEnumerable<string> InOrder(string file) =>
        Names.OrderBy(n => file.IndexOf($"{n},", StringComparison.Ordinal));
}
