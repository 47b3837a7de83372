using Alliance.Knowledge.Replications;
using Alliance.Platform.Data;
using Alliance.Platform.Tables;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Knowledge.Api;

/// <summary>What came of all that cities took over from each other, of what everybody may read.</summary>
/// <param name="Shown">How many there are; each is taken over, under way or given up.</param>
/// <param name="TakenOver">How many became a deal and were not given up after.</param>
/// <param name="Adapted">In how many of those some part was changed, left out or added.</param>
/// <param name="UnderWay">How many are neither a deal nor given up.</param>
/// <param name="GivenUp">How many were given up.</param>
/// <param name="GivenUpNotShown">How many more were given up that their cities do not show, in no other number; absent where fewer than three cities have such ones.</param>
/// <param name="EndReasons">How many were given up, by the code of the reason.</param>
/// <param name="Outcomes">How many have told their result, by the code of what came of it.</param>
/// <param name="Parts">How many parts were kept, adapted, dropped and added, of those that were decided about.</param>
/// <param name="ShareKept">The share of the origins' parts that were kept as they are, 0 to 1; absent where nothing was decided.</param>
/// <param name="DaysToDeal">Days from the first interest to the day by which the deal was agreed, the median; absent where there is none.</param>
/// <param name="TimesToDeal">How many deals took how long from there.</param>
public sealed record ReplicationStatisticsAnswer(
    int Shown,
    int TakenOver,
    int Adapted,
    int UnderWay,
    int GivenUp,
    int? GivenUpNotShown,
    IReadOnlyDictionary<string, int> EndReasons,
    IReadOnlyDictionary<string, int> Outcomes,
    IReadOnlyDictionary<string, int> Parts,
    decimal? ShareKept,
    int? DaysToDeal,
    IReadOnlyDictionary<string, int> TimesToDeal
)
{
    internal static ReplicationStatisticsAnswer Of(ReplicationStatistics numbers) =>
        new(
            numbers.All,
            numbers.TakenOver,
            numbers.Adapted,
            numbers.UnderWay,
            numbers.GivenUp,
            numbers.NotShown,
            ByCode(numbers.Ended.ToDictionary(e => e.Reason, e => e.Count)),
            ByCode(numbers.Outcomes),
            ByCode(numbers.Choices),
            ReplicationNumbers.Share(numbers),
            numbers.DaysToDeal,
            ByCode(numbers.Times)
        );

    private static Dictionary<string, int> ByCode<T>(IReadOnlyDictionary<T, int> counts)
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(v => Code.Of(v), v => counts.GetValueOrDefault(v));
}

/// <summary>What a row of the table counts.</summary>
internal enum ReplicationNumber
{
    Shown,
    TakenOver,
    Adapted,
    UnderWay,
    GivenUp,
    GivenUpNotShown,
    EndReason,
    Outcome,
    Part,
    ShareKept,
    DaysToDeal,
    TimeToDeal,
}

/// <summary>The numbers of the page of what was taken over: for programs, and as a table, one number a row.</summary>
internal static class ReplicationNumbers
{
    private const string Address = "replication-statistics";

    private static readonly Table<Row> Numbers = new(
        Address,
        [
            Column<Row>.Of("number", r => (ReplicationNumber?)r.Number),
            new("of", r => r.Of, (r, reader) => r.Named?.Invoke(reader)),
            Column<Row>.Of("value", r => r.Value),
        ]
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/replication-statistics", AnswerAsync)
            .ReadsApi<ReplicationStatisticsAnswer>(
                "getReplicationStatistics",
                "Replications",
                "What came of all that cities took over from each other: how many were taken over, adapted and given up and why, which share of the parts was kept, and how long it took."
            );
        routes.MapTable(
            Numbers,
            Address,
            Address,
            "Replications",
            "What came of all that cities took over from each other, one number a row.",
            async (http, db) =>
            {
                var numbers = await ReplicationStatistics.LoadAsync(db, http.RequestAborted);
                return new(RowsOf(numbers).ToAsyncEnumerable(), []);
            },
            []
        );
    }

    internal static decimal? Share(ReplicationStatistics numbers) =>
        numbers.Kept is { } kept ? Math.Round((decimal)kept, 4) : null;

    private static async Task<IResult> AnswerAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("replications", "cities", "deals");
        return Results.Ok(
            ReplicationStatisticsAnswer.Of(await ReplicationStatistics.LoadAsync(db, http.RequestAborted))
        );
    }

    // What is not known has no row.
    private static List<Row> RowsOf(ReplicationStatistics numbers) =>
        [
            new(ReplicationNumber.Shown, null, null, numbers.All),
            new(ReplicationNumber.TakenOver, null, null, numbers.TakenOver),
            new(ReplicationNumber.Adapted, null, null, numbers.Adapted),
            new(ReplicationNumber.UnderWay, null, null, numbers.UnderWay),
            new(ReplicationNumber.GivenUp, null, null, numbers.GivenUp),
            .. Known(ReplicationNumber.GivenUpNotShown, numbers.NotShown),
            .. Each(ReplicationNumber.EndReason, numbers.Ended.ToDictionary(e => e.Reason, e => e.Count)),
            .. Each(ReplicationNumber.Outcome, numbers.Outcomes),
            .. Each(ReplicationNumber.Part, numbers.Choices),
            .. Known(ReplicationNumber.ShareKept, Share(numbers)),
            .. Known(ReplicationNumber.DaysToDeal, numbers.DaysToDeal),
            .. Each(ReplicationNumber.TimeToDeal, numbers.Times),
        ];

    private static IEnumerable<Row> Known(ReplicationNumber number, decimal? value) =>
        value is { } known ? [new Row(number, null, null, known)] : [];

    private static IEnumerable<Row> Each<T>(ReplicationNumber number, IReadOnlyDictionary<T, int> counts)
        where T : struct, Enum =>
        Enum.GetValues<T>()
            .Select(v => new Row(number, Code.Of(v), reader => reader.Name(v), counts.GetValueOrDefault(v)));

    /// <param name="Of">The code of which of several is counted; null where there is one number.</param>
    private sealed record Row(ReplicationNumber Number, string? Of, Func<Reader, string>? Named, decimal Value);
}
