using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Platform;

namespace Alliance.Monitoring.Importing;

/// <summary>What some rows of a file, all of their deals', come to.</summary>
/// <param name="Rows">How many rows of the file.</param>
/// <param name="Measurements">Those that are right, as <see cref="CopyRows"/>.</param>
/// <param name="Sums">What they add to the totals.</param>
/// <param name="Seen">What was known of their deals when they were judged.</param>
internal sealed record JudgedPart(
    int Rows,
    IReadOnlyList<long> Deals,
    ReadOnlyMemory<byte> Measurements,
    IReadOnlyDictionary<RollupKey, RollupDelta> Sums,
    DealsSeen Seen
);

/// <summary>What was judged, in a file of its own until all of it is: ten million rows are more than memory should hold.</summary>
internal sealed class JudgedParts : IDisposable
{
    private readonly FileStream file = TemporaryFile.Open();

    private int parts;

    public void Add(JudgedPart part)
    {
        using var to = new BinaryWriter(file, System.Text.Encoding.UTF8, leaveOpen: true);
        parts++;
        to.Write(part.Rows);
        to.Write(part.Deals.Count);
        foreach (var deal in part.Deals)
            to.Write(deal);
        to.Write(part.Seen.Measured);
        to.Write(part.Seen.Chosen);
        to.Write(part.Seen.Changed?.ToBinary() ?? 0);
        to.Write(part.Sums.Count);
        foreach (var (key, delta) in part.Sums)
        {
            to.Write(key.City);
            to.Write(key.Indicator);
            to.Write(key.Ends.DayNumber);
            to.Write(key.Unit);
            to.Write(key.Per);
            to.Write((byte)key.Scope);
            to.Write((byte)key.Trust);
            to.Write(key.RecordedDay.DayNumber);
            to.Write(delta.Value);
            to.Write(delta.Numbers);
        }
        to.Write(part.Measurements.Length);
        to.Write(part.Measurements.Span);
    }

    /// <summary>In the order in which they were added.</summary>
    public IEnumerable<JudgedPart> Read()
    {
        file.Position = 0;
        using var from = new BinaryReader(file, System.Text.Encoding.UTF8, leaveOpen: true);
        for (var i = 0; i < parts; i++)
        {
            var rows = from.ReadInt32();
            var deals = new long[from.ReadInt32()];
            for (var d = 0; d < deals.Length; d++)
                deals[d] = from.ReadInt64();
            var seen = new DealsSeen(
                from.ReadInt32(),
                from.ReadInt32(),
                from.ReadInt64() is not 0 and var at ? DateTime.FromBinary(at) : null
            );
            var count = from.ReadInt32();
            var sums = new Dictionary<RollupKey, RollupDelta>(count);
            for (var s = 0; s < count; s++)
                sums.Add(
                    new RollupKey(
                        from.ReadInt64(),
                        from.ReadString(),
                        DateOnly.FromDayNumber(from.ReadInt32()),
                        from.ReadString(),
                        from.ReadString(),
                        (EmissionScope)from.ReadByte(),
                        (TrustLevel)from.ReadByte(),
                        DateOnly.FromDayNumber(from.ReadInt32())
                    ),
                    new RollupDelta(from.ReadInt64(), from.ReadInt32())
                );
            yield return new JudgedPart(rows, deals, from.ReadBytes(from.ReadInt32()), sums, seen);
        }
    }

    public void Dispose() => file.Dispose();
}
