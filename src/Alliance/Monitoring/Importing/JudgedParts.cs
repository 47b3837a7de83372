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
    IReadOnlyCollection<KeyValuePair<RollupKey, RollupDelta>> Sums,
    DealsSeen Seen
);

/// <summary>
/// Room for what a part comes to, a megabyte and more, which is used again for others: made anew for each of two thousand parts, it kept the garbage
/// collector at work for a third of the time.
/// </summary>
internal sealed class PartRoom(long import)
{
    public CopyRows Rows { get; } = new(import);
    public Dictionary<RollupKey, RollupDelta> Sums { get; } = [];

    public void Clear()
    {
        Rows.Clear();
        Sums.Clear();
    }
}

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
    /// <param name="held">So many stay as they are while the next one is read; their room is used again for those after it.</param>
    public IEnumerable<JudgedPart> Read(int held)
    {
        file.Position = 0;
        using var from = new BinaryReader(file, System.Text.Encoding.UTF8, leaveOpen: true);
        var rooms = new (List<KeyValuePair<RollupKey, RollupDelta>> Sums, byte[] Rows)[held + 1];
        for (var r = 0; r < rooms.Length; r++)
            rooms[r] = ([], []);
        for (var i = 0; i < parts; i++)
            yield return Part(from, ref rooms[i % rooms.Length]);
    }

    private static JudgedPart Part(
        BinaryReader from,
        ref (List<KeyValuePair<RollupKey, RollupDelta>> Sums, byte[] Rows) room
    )
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
        room.Sums.Clear();
        for (var s = from.ReadInt32(); s > 0; s--)
            room.Sums.Add(
                new(
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
                )
            );
        var length = from.ReadInt32();
        if (room.Rows.Length < length)
            room.Rows = new byte[length + (length / 4)];
        from.BaseStream.ReadExactly(room.Rows, 0, length);
        return new JudgedPart(rows, deals, room.Rows.AsMemory(0, length), room.Sums, seen);
    }

    public void Dispose() => file.Dispose();
}
