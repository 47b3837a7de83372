using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Alliance.Platform.Data;

namespace Alliance.Monitoring.Importing;

/// <summary>How the bytes of a column are to be read.</summary>
internal enum FieldKind
{
    Text,
    Number,
    Integer,
    Flag,

    /// <summary>Microseconds since 2000, UTC.</summary>
    Instant,
}

/// <summary>
/// Measurements as rows of PostgreSQL's binary COPY (its documentation, "COPY", "Binary Format": the number of fields, and before each
/// field its length, −1 being null; all of it big-endian, texts in UTF-8). So they are kept until they are stored; SQLite's statement is filled from
/// the same bytes.
/// </summary>
internal sealed class CopyRows(long import)
{
    public static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private const decimal Millionth = 1_000_000m;

    private static readonly (string Name, FieldKind Kind, Action<CopyRows, Measurement> Write)[] Fields =
    [
        ("deal_id", FieldKind.Number, (to, m) => to.Number(m.DealId)),
        ("commitment", FieldKind.Text, (to, m) => to.Text(m.Commitment)),
        ("period", FieldKind.Text, (to, m) => to.Text(m.Period.ToString())),
        ("span", FieldKind.Text, (to, m) => to.Text(Code.Of(m.Span))),
        ("version", FieldKind.Integer, (to, m) => to.Integer(m.Version)),
        ("value", FieldKind.Number, (to, m) => to.Number((long?)(m.Value * Millionth))),
        ("unit", FieldKind.Text, (to, m) => to.Text(m.Unit)),
        ("per", FieldKind.Text, (to, m) => to.Text(m.Per)),
        ("stated_value", FieldKind.Number, (to, m) => to.Number((long?)(m.StatedValue * Millionth))),
        ("stated_unit", FieldKind.Text, (to, m) => to.Text(m.StatedUnit)),
        ("notation", FieldKind.Text, (to, m) => to.Text(m.Notation is { } key ? Code.Of(key) : null)),
        ("method", FieldKind.Text, (to, m) => to.Text(Code.Of(m.Method))),
        ("source", FieldKind.Text, (to, m) => to.Text(m.Source)),
        ("evidence", FieldKind.Text, (to, m) => to.Text(m.Evidence)),
        ("trust", FieldKind.Text, (to, m) => to.Text(Code.Of(m.Trust))),
        ("note", FieldKind.Text, (to, m) => to.Text(m.Note)),
        ("reason", FieldKind.Text, (to, m) => to.Text(m.Reason)),
        ("by_organisation_id", FieldKind.Number, (to, m) => to.Number(m.ByOrganisationId)),
        ("on_behalf", FieldKind.Flag, (to, m) => to.Flag(m.OnBehalf)),
        ("account_id", FieldKind.Number, (to, m) => to.Number(m.AccountId)),
        ("recorded_at", FieldKind.Instant, (to, m) => to.Number((m.RecordedAt.Ticks - Epoch.Ticks) / 10)),
        ("import_id", FieldKind.Number, (to, _) => to.Number(to.import)),
    ];

    private readonly ArrayBufferWriter<byte> bytes = new(1 << 20);

    public static IReadOnlyList<(string Name, FieldKind Kind)> Columns { get; } =
    [.. Fields.Select(f => (f.Name, f.Kind))];

    private long import { get; } = import;

    public ReadOnlyMemory<byte> Bytes => bytes.WrittenMemory;

    /// <summary>Forgets them, and keeps the room they took.</summary>
    public void Clear() => bytes.ResetWrittenCount();

    public void Add(Measurement measurement)
    {
        BinaryPrimitives.WriteInt16BigEndian(bytes.GetSpan(2), (short)Fields.Length);
        bytes.Advance(2);
        foreach (var (_, _, write) in Fields)
            write(this, measurement);
    }

    private void Text(string? text)
    {
        if (text is null)
        {
            Null();
            return;
        }
        var room = bytes.GetSpan(4 + Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, room[4..]);
        BinaryPrimitives.WriteInt32BigEndian(room, length);
        bytes.Advance(4 + length);
    }

    private void Number(long? number)
    {
        if (number is not { } value)
        {
            Null();
            return;
        }
        var room = bytes.GetSpan(12);
        BinaryPrimitives.WriteInt32BigEndian(room, 8);
        BinaryPrimitives.WriteInt64BigEndian(room[4..], value);
        bytes.Advance(12);
    }

    private void Integer(int value)
    {
        var room = bytes.GetSpan(8);
        BinaryPrimitives.WriteInt32BigEndian(room, 4);
        BinaryPrimitives.WriteInt32BigEndian(room[4..], value);
        bytes.Advance(8);
    }

    private void Flag(bool value)
    {
        var room = bytes.GetSpan(5);
        BinaryPrimitives.WriteInt32BigEndian(room, 1);
        room[4] = value ? (byte)1 : (byte)0;
        bytes.Advance(5);
    }

    private void Null()
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(4), -1);
        bytes.Advance(4);
    }
}
