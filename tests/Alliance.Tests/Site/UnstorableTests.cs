using Alliance.Platform.Data;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Rights;
using Alliance.Tests.Testing;
using Microsoft.AspNetCore.Components;

namespace Alliance.Tests.Site;

/// <summary>Addresses with what no database can hold: programs are told (ApiAnswersTests), and no page breaks.</summary>
public sealed class UnstorableTests
{
    // What pages read from their address themselves.
    private static readonly string[] Asked =
    [
        "q",
        "city",
        "area",
        "kind",
        "partner",
        "letter",
        "after",
        "year",
        "asOf",
        "knownAt",
        "sort",
        "status",
        "standing",
        "instrument",
        "open",
        "effort",
        "side",
        "token",
        "sent",
        "from",
        "to",
        "lang",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task No_public_page_or_file_breaks(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        var names = typeof(AppDb)
            .Assembly.GetTypes()
            .SelectMany(t =>
                t.GetProperties(
                    System.Reflection.BindingFlags.NonPublic
                        | System.Reflection.BindingFlags.Public
                        | System.Reflection.BindingFlags.Instance
                )
            )
            .SelectMany(p =>
                p.GetCustomAttributes(typeof(SupplyParameterFromQueryAttribute), false)
                    .Cast<SupplyParameterFromQueryAttribute>()
                    .Select(a => a.Name ?? p.Name)
            )
            .Concat(Asked)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        Assert.Contains("correct", names, StringComparer.OrdinalIgnoreCase);
        var query = string.Join('&', names.Select(n => $"{n}=a%00b"));
        var broken = new List<string>();
        string[] files = ["/deals.csv", "/organisations.csv", "/menu.csv", "/deals.xlsx"];
        foreach (var page in RightsTable.PublicPages.Concat(files))
        {
            var path = page.Replace(
                    "{Slug}",
                    page.StartsWith("/cities", StringComparison.Ordinal) ? "espoo" : "espoo-climate-city-contract",
                    StringComparison.Ordinal
                )
                .Replace("{slug}", "espoo-climate-city-contract", StringComparison.Ordinal)
                .Replace("{Year:int}", "2025", StringComparison.Ordinal)
                .Replace("{Which}", "trees-planted", StringComparison.Ordinal)
                .Replace("{id:long}", "1", StringComparison.Ordinal)
                .Replace("{Token}", "x", StringComparison.Ordinal)
                .Replace("{Party}", "p1", StringComparison.Ordinal);
            using var answer = await app.Client.GetAsync($"/en{path}?{query}", Cancel);
            if ((int)answer.StatusCode >= 500)
                broken.Add($"{(int)answer.StatusCode} {path}");
        }
        Assert.Empty(broken);
    }

    [Theory, EachDatabase]
    public async Task No_form_of_a_citys_people_breaks(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        var deal = $"/en/deals/{await story.SlugAsync()}";
        foreach (
            var (page, form, field) in ((string, string, string)[])
                [
                    ($"{deal}/promises/c3/indicator", "indicator", "indicator"),
                    ($"{deal}/reporting", "contact", "party"),
                    ($"{deal}/reporting", "rhythm", "promise"),
                    ($"{deal}/reporting", "override", "overridden"),
                    ("/en/workspace/reports", "work", "remind"),
                ]
        )
        {
            using var answer = await story.ManagerBrowser.SendAsync(page, form, (field, "a\0b"));
            Assert.True((int)answer.StatusCode < 500, $"{(int)answer.StatusCode} {page} {form}");
        }
    }
}
