using System.Globalization;
using Alliance.Deals;
using Alliance.Monitoring.Health;
using static Alliance.Monitoring.Health.HealthReason;
using static Alliance.Monitoring.Health.HealthState;

namespace Alliance.Tests.Monitoring.Health;

/// <summary>
/// What is known of a promise from the beginning of 2025 to the end of 2028, looked at on 15 March 2027, and how it stands.
/// Half of its time was over at the end of 2026, the period that its last number is about.
/// </summary>
internal static class HealthCases
{
    public static TheoryData<string, PromiseFacts, HealthState, HealthReason, string?> All =>
        new()
        {
            // Nobody asked.
            { "collected, whatever is known", Number(1) with { ConcludedHere = false }, NotAsked, Collected, null },
            {
                "collected, and set",
                Fresh with
                {
                    ConcludedHere = false,
                    Set = OnTrackOn("03-01"),
                },
                NotAsked,
                Collected,
                null
            },
            { "never asked", Fresh, NotAsked, NeverAsked, null },
            { "never asked, its day over", Fresh with { Target = Day("2026-12-31") }, NotAsked, NeverAsked, null },
            { "never asked, but reported", Number(0.5) with { Asked = [] }, OnTrack, Compared, End2026 },
            { "asked, and still time", Asked(Due(2026, "2027-03-15")), NotAsked, AnswerAwaited, null },
            { "not asked since", Number(0.5) with { Today = Day("2028-12-31") }, OnTrack, Compared, End2026 },
            {
                "not asked for two years",
                Number(0.5) with
                {
                    Today = Day("2029-02-01"),
                    Target = null,
                },
                NotAsked,
                NotAskedLately,
                "2029-02-01"
            },
            // Silence.
            { "the day after it was due", Asked(Due(2026, "2027-03-14")), ReportOverdue, Overdue, "2027-03-14" },
            { "good numbers do not excuse it", Missed2026(Number(0.9)), ReportOverdue, Overdue, "2027-02-28" },
            {
                "nor does a new request",
                Asked(Due(2025, "2026-12-31"), Due(2026, "2027-04-30")),
                ReportOverdue,
                Overdue,
                "2026-12-31"
            },
            {
                "a later answer does",
                Asked(Due(2025, "2026-02-28"), Answered(2026, "2027-03-01")),
                OnTrack,
                SaidRunning,
                "2027-03-01"
            },
            {
                "an earlier one does not",
                Asked(Answered(2025, "2027-03-01"), Due(2026, "2027-02-28")),
                ReportOverdue,
                Overdue,
                "2027-02-28"
            },
            {
                "a number without the link does",
                Number(0.5) with
                {
                    Asked = [Due(2026, "2027-02-28")],
                },
                OnTrack,
                Compared,
                End2026
            },
            {
                "two yearly reports",
                Asked(Due(2025, "2026-02-28"), Due(2026, "2027-02-28")),
                Inactive,
                Silent,
                "2027-02-28"
            },
            { "two quarters are no two years", Asked(Quarter(3), Quarter(4)), ReportOverdue, Overdue, "2026-10-31" },
            { "asked once, two years ago", Asked(Due(2024, "2025-03-15")), Inactive, Silent, "2027-03-15" },
            { "… but for a day", Asked(Due(2024, "2025-03-16")), ReportOverdue, Overdue, "2025-03-16" },
            // What people have ended.
            { "reported as done", Told with { Delivery = Delivery.Done }, OnTrack, Done, "2027-02-01" },
            {
                "done long ago",
                Told with
                {
                    Delivery = Delivery.Done,
                    Today = Day("2040-01-01"),
                },
                OnTrack,
                Done,
                "2027-02-01"
            },
            {
                "done, which nobody reported",
                Asked(Due(2026, "2027-02-28")) with
                {
                    Delivery = Delivery.Done,
                },
                ReportOverdue,
                Overdue,
                "2027-02-28"
            },
            {
                "stopped, with good numbers",
                Number(0.9) with
                {
                    Delivery = Delivery.Stopped,
                },
                OffTrack,
                Stopped,
                "2027-02-01"
            },
            // Numbers.
            { "on the even way", Number(0.5), OnTrack, Compared, End2026 },
            { "nine tenths of it", Number(0.45), OnTrack, Compared, End2026 },
            { "less", Number(0.44), AtRisk, Compared, End2026 },
            { "six tenths of it", Number(0.3), AtRisk, Compared, End2026 },
            { "still less", Number(0.29), OffTrack, Compared, End2026 },
            { "the wrong way", Number(-0.1), OffTrack, Compared, End2026 },
            {
                "time since is not compared",
                Number(0.5) with
                {
                    Today = Day("2028-01-31"),
                },
                OnTrack,
                Compared,
                End2026
            },
            { "reached before its day", Number(1), OnTrack, Reached, End2026 },
            {
                "almost reached, its day over",
                Number(0.99) with
                {
                    Target = Day(End2026),
                },
                OffTrack,
                TargetPassed,
                End2026
            },
            { "its day over, its last report still in time", LastYear("2027-03-15"), OnTrack, Compared, "2025-12-31" },
            { "… and missed", LastYear("2027-03-14"), ReportOverdue, Overdue, "2027-03-14" },
            {
                "its day over, in words, the last report in time",
                LastYear("2027-03-15") with
                {
                    Share = null,
                    MeasuredUntil = null,
                },
                OnTrack,
                SaidRunning,
                "2026-02-01"
            },
            { "its day over, and nobody asked since", NotAskedForIt("2027-03-31"), OnTrack, Compared, "2025-12-31" },
            { "… when a report would have been due", NotAskedForIt("2027-04-01"), OffTrack, TargetPassed, End2026 },
            { "reached, its day over", Number(1) with { Target = Day(End2026) }, OnTrack, Reached, End2026 },
            { "each year, just enough", EachYear(HealthRules.OnTrackFrom), OnTrack, Compared, End2026 },
            { "each year, just not off", EachYear(HealthRules.AtRiskFrom), AtRisk, Compared, End2026 },
            { "each year, half of it", EachYear(0.5), OffTrack, Compared, End2026 },
            { "obstacles change no number", Number(0.5) with { Obstacles = 2 }, OnTrack, Compared, End2026 },
            // Words.
            { "said to be going on", Told, OnTrack, SaidRunning, "2027-02-01" },
            { "with obstacles", Told with { Obstacles = 1 }, AtRisk, Obstacles, "2027-02-01" },
            { "not begun", Told with { Delivery = Delivery.Planned }, AtRisk, NotBegun, "2027-02-01" },
            {
                "no target, no word",
                Number(0.3) with
                {
                    Delivery = null,
                    Target = null,
                },
                AtRisk,
                NothingToCompare,
                "2027-02-01"
            },
            { "only words, its day over", Told with { Target = Day(End2026) }, OffTrack, TargetPassed, End2026 },
            // What nobody has asked for here.
            { "reported unasked", Unasked("2026-12-31", "2027-02-01"), OnTrack, SaidRunning, "2027-02-01" },
            {
                "reported unasked, two years ago",
                Unasked("2024-12-31", "2025-03-15"),
                NotAsked,
                NotAskedLately,
                "2027-03-15"
            },
            {
                "reported unasked for what was due",
                Unasked("2026-12-31", "2027-02-01") with
                {
                    Asked = [Due(2026, "2027-02-28")],
                },
                OnTrack,
                SaidRunning,
                "2027-02-01"
            },
            {
                "… and for the year before",
                Unasked("2025-12-31", "2026-02-01") with
                {
                    Asked = [Due(2026, "2027-02-28")],
                },
                ReportOverdue,
                Overdue,
                "2027-02-28"
            },
            {
                "done, unasked",
                Unasked("2026-12-31", "2027-02-01") with
                {
                    Delivery = Delivery.Done,
                },
                OnTrack,
                Done,
                "2027-02-01"
            },
            {
                "set, and then reported unasked",
                Unasked("2026-12-31", "2027-03-02") with
                {
                    Obstacles = 1,
                    Set = OnTrackOn("03-01"),
                },
                AtRisk,
                Obstacles,
                "2027-03-02"
            },
            // What a deal has ended.
            {
                "ended, and never asked",
                Fresh with
                {
                    Ended = Day("2027-03-01"),
                },
                NotAsked,
                HealthReason.DealEnded,
                null
            },
            {
                "ended, and silent for two years",
                Asked(Due(2025, "2026-02-28"), Due(2026, "2027-02-28")) with
                {
                    Ended = Day("2027-03-01"),
                    Today = Day("2031-01-01"),
                },
                NotAsked,
                HealthReason.DealEnded,
                null
            },
            { "ended, and missed after a number", Ended(Missed2026(Number(0.5))), OnTrack, Compared, "2025-12-31" },
            { "ended, and missed after a word", Ended(Missed2026(Told)), OnTrack, SaidRunning, "2026-02-01" },
            { "ended long ago, as it was known then", Ended(Number(0.3)), AtRisk, Compared, End2026 },
            {
                "ended, when its last word was old already",
                Ended(Unasked("2024-12-31", "2025-02-01")),
                NotAsked,
                NotAskedLately,
                "2027-02-01"
            },
            {
                "ended after its day",
                Ended(Number(0.9)) with
                {
                    Target = Day(End2026),
                },
                OffTrack,
                TargetPassed,
                End2026
            },
            { "ended, and reached", Ended(Number(1)), OnTrack, Reached, End2026 },
            {
                "ended, and set before",
                Ended(Missed2026(Told)) with
                {
                    Set = OnTrackOn("01-31"),
                },
                OnTrack,
                Overridden,
                "2027-01-31"
            },
            // What people set.
            {
                "set, against the number",
                Number(0.1) with
                {
                    Set = OnTrackOn("03-01"),
                },
                OnTrack,
                Overridden,
                "2027-03-01"
            },
            { "set, and then reported", Number(0.1) with { Set = OnTrackOn("01-31") }, OffTrack, Compared, End2026 },
            {
                "set, and then silent",
                Missed2026(Told) with
                {
                    Set = OnTrackOn("01-31"),
                },
                ReportOverdue,
                Overdue,
                "2027-02-28"
            },
            {
                "set while overdue",
                Missed2026(Told) with
                {
                    Set = OnTrackOn("03-01"),
                },
                OnTrack,
                Overridden,
                "2027-03-01"
            },
        };

    private const string End2026 = "2026-12-31";

    private static readonly PromiseFacts Fresh = new()
    {
        Today = Day("2027-03-15"),
        ConcludedHere = true,
        Begin = Day("2025-01-01"),
        Target = Day("2028-12-31"),
        Delivery = Delivery.Running,
    };

    // Reported in words.
    private static PromiseFacts Told => Asked(Answered(2026, "2027-02-01"));

    private static PromiseFacts Asked(params AskedReport[] reports) => Fresh with { Asked = reports };

    private static PromiseFacts Unasked(string to, string on) =>
        Fresh with
        {
            Unasked = [new UnaskedReport(Day(to), Day(on))],
        };

    private static PromiseFacts Number(double share) => Told with { Share = share, MeasuredUntil = Day(End2026) };

    // Far ahead a year before the target's day, which is over.
    private static PromiseFacts NotAskedForIt(string today) =>
        Number(0.8) with
        {
            Asked = [Answered(2025, "2026-02-01")],
            MeasuredUntil = Day("2025-12-31"),
            Target = Day(End2026),
            Today = Day(today),
        };

    private static PromiseFacts LastYear(string due) =>
        NotAskedForIt("2027-03-15") with
        {
            Asked = [Answered(2025, "2026-02-01"), Due(2026, due)],
        };

    private static PromiseFacts EachYear(double share) => Number(share) with { EachYear = true, Target = null };

    // Its target's day and much more has passed since.
    private static PromiseFacts Ended(PromiseFacts facts) =>
        facts with
        {
            Ended = Day("2027-03-01"),
            Today = Day("2035-01-01"),
        };

    private static PromiseFacts Missed2026(PromiseFacts facts) =>
        facts with
        {
            Asked = [Answered(2025, "2026-02-01"), Due(2026, "2027-02-28")],
            MeasuredUntil = facts.Share is null ? null : Day("2025-12-31"),
        };

    private static AskedReport Due(int year, string due) => new(new(year, 1, 1), new(year, 12, 31), Day(due));

    private static AskedReport Answered(int year, string on) =>
        Due(year, $"{year + 1}-02-28") with
        {
            Answered = Day(on),
        };

    // Of 2026, due a month later.
    private static AskedReport Quarter(int number)
    {
        var first = new DateOnly(2026, (number * 3) - 2, 1);
        return new(first, first.AddMonths(3).AddDays(-1), first.AddMonths(4).AddDays(-1));
    }

    // In 2027.
    private static SetHealth OnTrackOn(string day) => new(OnTrack, Day("2027-" + day));

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
}
