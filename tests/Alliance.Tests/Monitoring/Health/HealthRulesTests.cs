using System.Globalization;
using Alliance.Deals;
using Alliance.Monitoring.Health;

namespace Alliance.Tests.Monitoring.Health;

/// <summary>The rules, case by case: a promise from the beginning of 2025 to the end of 2028, looked at in March 2027.</summary>
public sealed class HealthRulesTests
{
    private static readonly PromiseFacts Fresh = new()
    {
        Today = Day("2027-03-15"),
        ConcludedHere = true,
        Begin = Day("2025-01-01"),
        Target = Day("2028-12-31"),
        Delivery = Delivery.Running,
    };

    // Half of the time was over at the end of 2026, the period that the last number is about.
    private static readonly PromiseFacts Measured = Fresh with
    {
        Asked = [Year(2026, answered: "2027-02-01")],
        MeasuredUntil = Day("2026-12-31"),
    };

    // Reported in words.
    private static readonly PromiseFacts Told = Fresh with { Asked = [Year(2026, answered: "2027-02-01")] };

    public static TheoryData<string, PromiseFacts, HealthState, HealthReason, string?> Cases =>
        new()
        {
            // Nobody asked.
            {
                "collected, whatever is known",
                Measured with
                {
                    ConcludedHere = false,
                    Share = 1,
                },
                HealthState.NotAsked,
                HealthReason.Collected,
                null
            },
            { "never asked", Fresh, HealthState.NotAsked, HealthReason.NeverAsked, null },
            {
                "never asked, its day over",
                Fresh with
                {
                    Target = Day("2026-12-31"),
                },
                HealthState.NotAsked,
                HealthReason.NeverAsked,
                null
            },
            {
                "never asked, but reported",
                Fresh with
                {
                    MeasuredUntil = Day("2026-12-31"),
                    Share = 0.5,
                },
                HealthState.OnTrack,
                HealthReason.Compared,
                "2026-12-31"
            },
            {
                "asked, and still time",
                Fresh with
                {
                    Asked = [Year(2026, due: "2027-03-15")],
                },
                HealthState.NotAsked,
                HealthReason.AnswerAwaited,
                null
            },
            {
                "answered long ago, and not asked since",
                Measured with
                {
                    Today = Day("2029-02-01"),
                    Target = Day("2035-12-31"),
                    Share = 0.5,
                },
                HealthState.NotAsked,
                HealthReason.NotAskedLately,
                "2029-02-01"
            },
            // Silence.
            {
                "the day after it was due",
                Fresh with
                {
                    Asked = [Year(2026, due: "2027-03-14")],
                },
                HealthState.ReportOverdue,
                HealthReason.Overdue,
                "2027-03-14"
            },
            {
                "good numbers do not excuse it",
                Measured with
                {
                    Share = 0.9,
                    Asked = [Year(2025, answered: "2026-02-01"), Year(2026, due: "2027-02-28")],
                    MeasuredUntil = Day("2025-12-31"),
                },
                HealthState.ReportOverdue,
                HealthReason.Overdue,
                "2027-02-28"
            },
            {
                "a new request does not make it good",
                Fresh with
                {
                    Asked = [Year(2025, due: "2026-12-31"), Year(2026, due: "2027-04-30")],
                },
                HealthState.ReportOverdue,
                HealthReason.Overdue,
                "2026-12-31"
            },
            {
                "a later answer does",
                Fresh with
                {
                    Asked = [Year(2025, due: "2026-02-28"), Year(2026, answered: "2027-03-01")],
                },
                HealthState.OnTrack,
                HealthReason.SaidRunning,
                "2027-03-01"
            },
            {
                "an earlier one does not",
                Fresh with
                {
                    Asked = [Year(2025, answered: "2027-03-01"), Year(2026, due: "2027-02-28")],
                },
                HealthState.ReportOverdue,
                HealthReason.Overdue,
                "2027-02-28"
            },
            {
                "a number that came without the link does",
                Measured with
                {
                    Share = 0.5,
                    Asked = [Year(2026, due: "2027-02-28")],
                },
                HealthState.OnTrack,
                HealthReason.Compared,
                "2026-12-31"
            },
            {
                "two yearly reports in a row",
                Fresh with
                {
                    Asked = [Year(2025, due: "2026-02-28"), Year(2026, due: "2027-02-28")],
                },
                HealthState.Inactive,
                HealthReason.Silent,
                "2027-02-28"
            },
            {
                "two quarters are no two years",
                Fresh with
                {
                    Asked = [Quarter(2026, 3), Quarter(2026, 4)],
                },
                HealthState.ReportOverdue,
                HealthReason.Overdue,
                "2026-10-31"
            },
            {
                "asked once, two years ago",
                Fresh with
                {
                    Asked = [Year(2024, due: "2025-03-15")],
                },
                HealthState.Inactive,
                HealthReason.Silent,
                "2027-03-15"
            },
            {
                "… but for a day",
                Fresh with
                {
                    Asked = [Year(2024, due: "2025-03-16")],
                },
                HealthState.ReportOverdue,
                HealthReason.Overdue,
                "2025-03-16"
            },
            // What people have ended.
            {
                "reported as done",
                Told with
                {
                    Delivery = Delivery.Done,
                },
                HealthState.OnTrack,
                HealthReason.Done,
                "2027-02-01"
            },
            {
                "done is not asked about any more",
                Told with
                {
                    Delivery = Delivery.Done,
                    Today = Day("2040-01-01"),
                },
                HealthState.OnTrack,
                HealthReason.Done,
                "2027-02-01"
            },
            {
                "done, but nobody has reported it",
                Fresh with
                {
                    Delivery = Delivery.Done,
                    Asked = [Year(2026, due: "2027-02-28")],
                },
                HealthState.ReportOverdue,
                HealthReason.Overdue,
                "2027-02-28"
            },
            {
                "stopped, with good numbers",
                Measured with
                {
                    Delivery = Delivery.Stopped,
                    Share = 0.9,
                },
                HealthState.OffTrack,
                HealthReason.Stopped,
                "2027-02-01"
            },
            // Numbers.
            {
                "on the even way",
                Measured with
                {
                    Share = 0.5,
                },
                HealthState.OnTrack,
                HealthReason.Compared,
                "2026-12-31"
            },
            {
                "nine tenths of it",
                Measured with
                {
                    Share = 0.45,
                },
                HealthState.OnTrack,
                HealthReason.Compared,
                "2026-12-31"
            },
            { "less", Measured with { Share = 0.44 }, HealthState.AtRisk, HealthReason.Compared, "2026-12-31" },
            {
                "six tenths of it",
                Measured with
                {
                    Share = 0.3,
                },
                HealthState.AtRisk,
                HealthReason.Compared,
                "2026-12-31"
            },
            { "still less", Measured with { Share = 0.29 }, HealthState.OffTrack, HealthReason.Compared, "2026-12-31" },
            {
                "the wrong way",
                Measured with
                {
                    Share = -0.1,
                },
                HealthState.OffTrack,
                HealthReason.Compared,
                "2026-12-31"
            },
            {
                "time that passed since is not compared",
                Measured with
                {
                    Share = 0.5,
                    Today = Day("2028-01-31"),
                },
                HealthState.OnTrack,
                HealthReason.Compared,
                "2026-12-31"
            },
            {
                "reached before its day",
                Measured with
                {
                    Share = 1,
                },
                HealthState.OnTrack,
                HealthReason.Reached,
                "2026-12-31"
            },
            {
                "its day over, almost reached",
                Measured with
                {
                    Share = 0.99,
                    Target = Day("2026-12-31"),
                },
                HealthState.OffTrack,
                HealthReason.TargetPassed,
                "2026-12-31"
            },
            {
                "its day over, reached",
                Measured with
                {
                    Share = 1,
                    Target = Day("2026-12-31"),
                },
                HealthState.OnTrack,
                HealthReason.Reached,
                "2026-12-31"
            },
            {
                "for each year, all of it",
                Measured with
                {
                    EachYear = true,
                    Target = null,
                    Share = 0.95,
                },
                HealthState.OnTrack,
                HealthReason.Compared,
                "2026-12-31"
            },
            {
                "for each year, half of it",
                Measured with
                {
                    EachYear = true,
                    Target = null,
                    Share = 0.5,
                },
                HealthState.OffTrack,
                HealthReason.Compared,
                "2026-12-31"
            },
            {
                "obstacles on the way do not change a number",
                Measured with
                {
                    Share = 0.5,
                    Obstacles = 2,
                },
                HealthState.OnTrack,
                HealthReason.Compared,
                "2026-12-31"
            },
            // Words.
            { "said to be going on", Told, HealthState.OnTrack, HealthReason.SaidRunning, "2027-02-01" },
            { "with obstacles", Told with { Obstacles = 1 }, HealthState.AtRisk, HealthReason.Obstacles, "2027-02-01" },
            {
                "asking for help",
                Told with
                {
                    HelpWanted = true,
                },
                HealthState.AtRisk,
                HealthReason.HelpWanted,
                "2027-02-01"
            },
            {
                "not begun",
                Told with
                {
                    Delivery = Delivery.Planned,
                },
                HealthState.AtRisk,
                HealthReason.NotBegun,
                "2027-02-01"
            },
            {
                "a number nobody can compare, and no word",
                Measured with
                {
                    Delivery = null,
                    Target = null,
                    Share = 0.3,
                },
                HealthState.AtRisk,
                HealthReason.NothingToCompare,
                "2027-02-01"
            },
            {
                "its day over, and only words",
                Told with
                {
                    Target = Day("2026-12-31"),
                },
                HealthState.OffTrack,
                HealthReason.TargetPassed,
                "2026-12-31"
            },
            // What people set.
            {
                "set, against the number",
                Measured with
                {
                    Share = 0.1,
                    Set = new(HealthState.OnTrack, Day("2027-03-01")),
                },
                HealthState.OnTrack,
                HealthReason.Overridden,
                "2027-03-01"
            },
            {
                "set, and then reported",
                Measured with
                {
                    Share = 0.1,
                    Set = new(HealthState.OnTrack, Day("2027-01-31")),
                },
                HealthState.OffTrack,
                HealthReason.Compared,
                "2026-12-31"
            },
            {
                "set, and then silent",
                Told with
                {
                    Asked = [Year(2025, answered: "2026-02-01"), Year(2026, due: "2027-02-28")],
                    Set = new(HealthState.OnTrack, Day("2027-01-31")),
                },
                HealthState.ReportOverdue,
                HealthReason.Overdue,
                "2027-02-28"
            },
            {
                "set while overdue",
                Told with
                {
                    Asked = [Year(2025, answered: "2026-02-01"), Year(2026, due: "2027-02-28")],
                    Set = new(HealthState.AtRisk, Day("2027-03-01")),
                },
                HealthState.AtRisk,
                HealthReason.Overridden,
                "2027-03-01"
            },
            {
                "set in a collected deal",
                Fresh with
                {
                    ConcludedHere = false,
                    Set = new(HealthState.OnTrack, Day("2027-03-01")),
                },
                HealthState.NotAsked,
                HealthReason.Collected,
                null
            },
        };

    [Theory, MemberData(nameof(Cases))]
    public void A_promise_stands_by_what_is_known(
        string name,
        PromiseFacts facts,
        HealthState state,
        HealthReason reason,
        string? since
    )
    {
        var health = HealthRules.Of(facts);
        Assert.True(
            (state, reason, since)
                == (health.State, health.Reason, health.Since?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            $"{name}: {health}"
        );
    }

    [Fact]
    public void Every_state_and_every_reason_has_its_case()
    {
        var cases = Cases.Select(c => c.Data).ToList();
        Assert.Equal(Enum.GetValues<HealthState>(), cases.Select(c => c.Item3).Distinct().Order());
        Assert.Equal(Enum.GetValues<HealthReason>(), cases.Select(c => c.Item4).Distinct().Order());
    }

    private static AskedReport Year(int year, string? due = null, string? answered = null) =>
        new(
            new DateOnly(year, 1, 1),
            new DateOnly(year, 12, 31),
            due is null ? new DateOnly(year + 1, 2, 28) : Day(due),
            answered is null ? null : Day(answered)
        );

    private static AskedReport Quarter(int year, int quarter)
    {
        var first = new DateOnly(year, (quarter * 3) - 2, 1);
        return new(first, first.AddMonths(3).AddDays(-1), first.AddMonths(4).AddDays(-1));
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
}
