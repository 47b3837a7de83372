using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Replications;

/// <summary>What pages say of a replication.</summary>
internal static class ReplicationWording
{
    /// <summary>Where it stands, in a few words: what came of it, why it was given up, or how far it is.</summary>
    public static string Stands(ReplicationView view, Reader reader) =>
        view switch
        {
            { Replication.EndReason: { } reason } => reader["replication.ended-why", reader.Name(reason)],
            { Replication.Outcome: { } outcome } => reader.Name(outcome),
            _ => reader.Name(view.Step),
        };

    /// <summary>How early its result was told; null where that was after the year that it wants.</summary>
    public static string? ToldEarly(ReplicationView view, Reader reader) =>
        ReplicationDays.MonthsWhenToldEarly(view) switch
        {
            null => null,
            0 => reader["replication.told-at-once"],
            { } months => reader.Count("replication.told-early", months),
        };

    /// <summary>Whose it is that was taken over.</summary>
    public static string OriginOf(Replication replication, Reader reader) =>
        (replication.OriginCity?.Name ?? replication.Elsewhere?.City)?.In(reader.Language).Text
        ?? reader["practices.network"];

    /// <summary>How many parts were kept, adapted, dropped and added.</summary>
    public static string Counted(Replication replication, Reader reader) =>
        string.Join(
            " · ",
            Enum.GetValues<PartChoice>()
                .Select(c => (Choice: c, Count: replication.Parts.Count(p => p.Choice == c)))
                .Where(c => c.Count > 0)
                .Select(c => $"{c.Count} {reader.Name(c.Choice)}")
        );
}
