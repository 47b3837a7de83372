using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alliance.Monitoring;

/// <summary>
/// The time a measurement is about: a year, half a year, a quarter or a month of the calendar (<c>2025</c>, <c>2025-H1</c>,
/// <c>2025-Q3</c>, <c>2025-04</c>).
/// </summary>
[JsonConverter(typeof(PeriodJson))]
public readonly record struct Period
{
    /// <summary>The first year that may be reported; baselines of climate plans go back to 1990.</summary>
    public const int Earliest = 1990;
    private const int Latest = 2200;
    public const int Length = 7;

    /// <summary>The parts of a year, the whole first: <c></c>, <c>H1</c> … <c>Q4</c>, <c>01</c> … <c>12</c>.</summary>
    public static readonly IReadOnlyList<string> Parts =
    [
        "",
        "H1",
        "H2",
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        .. Enumerable.Range(1, 12).Select(m => m.ToString("00", CultureInfo.InvariantCulture)),
    ];

    private Period(int year, string part, int firstMonth, int months)
    {
        (Year, Part) = (year, part);
        First = new DateOnly(year, firstMonth, 1);
        Last = First.AddMonths(months).AddDays(-1);
    }

    public int Year { get; }

    /// <summary>One of <see cref="Parts"/>.</summary>
    public string Part { get; }
    public DateOnly First { get; }
    public DateOnly Last { get; }

    /// <summary>Whether periods of one year that do not overlap are all of it together.</summary>
    public static bool FillYear(IReadOnlyCollection<Period> parts) =>
        parts.Sum(p => p.Last.DayNumber - p.First.DayNumber + 1)
        >= (DateTime.IsLeapYear(parts.First().Year) ? 366 : 365);

    public bool Contains(Period other) => First <= other.First && other.Last <= Last;

    /// <summary>Whether its last day is over where days begin first, fourteen hours ahead of UTC: a city may have spoken of it since.</summary>
    public bool IsOverSomewhere(DateTime now) => Last < DateOnly.FromDateTime(now.AddHours(14));

    public bool Overlaps(Period other) => First <= other.Last && other.First <= Last;

    /// <summary>Reads the years 1990–2200; refuses every other writing.</summary>
    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        if (
            text is not { Length: 4 or 7 }
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || year is < Earliest or > Latest
        )
            return false;
        if (text.Length == 4)
        {
            period = new Period(year, "", 1, 12);
            return true;
        }
        var part = text[5..];
        if (text[4] != '-' || !Parts.Contains(part))
            return false;
        var number = int.Parse(
            part.AsSpan(char.IsDigit(part[0]) ? 0 : 1),
            NumberStyles.None,
            CultureInfo.InvariantCulture
        );
        var months = part[0] switch
        {
            'H' => 6,
            'Q' => 3,
            _ => 1,
        };
        period = new Period(year, part, ((number - 1) * months) + 1, months);
        return true;
    }

    public static Period Parse(string text) =>
        TryParse(text, out var period) ? period : throw new FormatException($"{text} is not a period.");

    public override string ToString() =>
        Part is { Length: > 0 } part
            ? string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{part}")
            : Year.ToString("0000", CultureInfo.InvariantCulture);
}

internal sealed class PeriodJson : JsonConverter<Period>
{
    public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Period.TryParse(reader.GetString(), out var period) ? period : throw new JsonException("Not a period.");

    public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
