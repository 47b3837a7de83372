using Alliance.Monitoring;
using Alliance.Monitoring.Importing;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring;

/// <summary>While a file brings numbers of a deal in, no other number of it is taken.</summary>
public sealed class WhileImportingTests
{
    private const string Says = "being taken in from a file";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task It_is_refused_everywhere_in_the_same_words_and_what_was_typed_stays(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var (deal, slug) = (await story.IdAsync(), await story.SlugAsync());
        using var firm = await story.FirmAsync();
        var token = await firm.TokenAsync();
        using var kept = await firm.SendFileAsync(
            "/en/workspace/measurements",
            "keep-measurements",
            (
                "files",
                "measurements.csv",
                System.Text.Encoding.UTF8.GetBytes(
                    $"deal,commitment,period,value,span,method,source\n{deal},c3,2024,300,during,measured,Counted.\n"
                )
            )
        );
        var sheet = await Forms.LeadsToAsync(kept, "/en/workspace/measurements?table=");
        await story.DbAsync(db => OpenAsync(db, deal));

        // A program is told to come back: nothing is wrong with what it sent.
        Assert.Equal("409 import-running", await app.Client.CodeAsync(token, "key", MeasurementSender.Trees(deal)));

        var page = $"/en/deals/{slug}/promises/c3/measure";
        using var typed = await firm.SendAsync(
            page,
            "measure",
            ("year", "2025"),
            ("value", "400"),
            ("span", "during"),
            ("method", "measured"),
            ("source", "Counted by the gardeners.")
        );
        var shown = await typed.Content.ReadAsStringAsync(Cancel);
        Assert.Contains(Says, Forms.Complaints(shown), StringComparison.Ordinal);
        var again = Forms.Filled(shown, "measure");
        Assert.Contains(new("value", "400"), again);
        Assert.Contains(new("source", "Counted by the gardeners."), again);

        // Nor is anything wrong with the table: it stands there with its button.
        using var stored = await firm.SendAsync(sheet, "store-measurements");
        shown = await stored.Content.ReadAsStringAsync(Cancel);
        Assert.Contains(Says, Forms.Complaints(shown), StringComparison.Ordinal);
        Assert.DoesNotContain("aria-invalid=\"true\"", shown, StringComparison.Ordinal);
        Assert.False(Forms.Named(shown, "store-measurements").IsHidden);
        Assert.Contains("300 trees", shown, StringComparison.Ordinal);

        await story.DbAsync(db =>
            db.MeasurementImports.ExecuteUpdateAsync(s => s.SetProperty(i => i.Open, (bool?)null), Cancel)
        );
        using var late = await firm.SendAsync(sheet, shown, "store-measurements");
        await Forms.LeadsToAsync(late, "/en/workspace/measurements");
        Assert.Equal(2, await story.DbAsync(db => db.Measurements.CountAsync(Cancel)));
    }

    private static async Task<int> OpenAsync(Alliance.Platform.Data.AppDb db, string deal)
    {
        var at = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        var import = new MeasurementImport
        {
            Id = 1,
            File = "meters.csv",
            Hash = new string('0', 64),
            Rows = 2,
            StartedAt = at,
            After = 0,
        };
        db.MeasurementImports.Add(import);
        await db.SaveChangesAsync(Cancel);
        Assert.True(Period.TryParse("2020", out var period));
        db.Measurements.Add(
            new Measurement
            {
                DealId = await db.Deals.Where(d => d.Identifier == deal).Select(d => d.Id).SingleAsync(Cancel),
                Commitment = "c3",
                Period = period,
                Span = MeasuredSpan.During,
                Version = 1,
                Value = 100,
                Unit = "trees",
                Method = MeasuringMethod.Measured,
                Source = "Counted.",
                Trust = TrustLevel.Declared,
                OnBehalf = true,
                RecordedAt = at,
                ImportId = import.Id,
            }
        );
        return await db.SaveChangesAsync(Cancel);
    }
}
