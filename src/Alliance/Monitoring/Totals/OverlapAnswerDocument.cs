using Alliance.Platform.Exchange;

namespace Alliance.Monitoring.Totals;

/// <summary>Why two promises do not count the same effect, in the open format (docs/format.md, "overlap-answers").</summary>
/// <param name="Withdrawn">True where that holds no more; else it is left out.</param>
public record OverlapAnswerDocument(
    string Id,
    string Deal,
    string Commitment,
    string OtherDeal,
    string OtherCommitment,
    string Reason,
    DateTime RecordedAt,
    bool? Withdrawn = null
) : IDocument
{
    /// <summary><c>ma-11.c1.ma-12.c3</c>: the two in the order of their names.</summary>
    public static string IdOf(PromiseName first, PromiseName second) => $"{first}.{second}";

    public static OverlapAnswerDocument Of(OverlapAnswer a, string deal, string other) =>
        new(
            IdOf(new(deal, a.FirstCommitment), new(other, a.SecondCommitment)),
            deal,
            a.FirstCommitment,
            other,
            a.SecondCommitment,
            a.Reason,
            a.RecordedAt,
            a.Withdrawn ? true : null
        );
}
