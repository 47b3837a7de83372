using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Alliance.Platform.Texts;

namespace Alliance.Platform.Data;

/// <summary>
/// A date known to the year, the month or the day: <c>2024</c>, <c>2024-04</c>, <c>2024-04-30</c> (ISO 8601 reduced
/// precision). Never more precise than its source.
/// </summary>
[JsonConverter(typeof(PartialDateJson))]
public readonly record struct PartialDate
{
    private readonly byte month;
    private readonly byte day;

    private PartialDate(int year, int month, int day)
    {
        Year = year;
        this.month = (byte)month;
        this.day = (byte)day;
    }

    public int Year { get; }
    public int? Month => month == 0 ? null : month;
    public int? Day => day == 0 ? null : day;

    /// <summary>The first day it may mean.</summary>
    public DateOnly First => new(Year, Math.Max((byte)1, month), Math.Max((byte)1, day));

    /// <summary>The last day it may mean; from then on it is certain that the date has come.</summary>
    public DateOnly Last =>
        new(Year, month == 0 ? 12 : month, day != 0 ? day : DateTime.DaysInMonth(Year, month == 0 ? 12 : month));

    public static PartialDate Of(DateOnly date) => new(date.Year, date.Month, date.Day);

    public static PartialDate Parse(string text) =>
        TryParse(text, out var date) ? date : throw new FormatException($"{text} is not a (partial) date.");

    /// <summary>A whole day as forms send it, <c>2026-03-05</c>, and no other writing.</summary>
    public static bool TryParseDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>Reads years 1000–9999; refuses dates that do not exist (2023-02-30) and every other writing.</summary>
    public static bool TryParse(string? text, out PartialDate date)
    {
        date = default;
        if (text is not { Length: 4 or 7 or 10 })
            return false;
        var parts = text.Split('-');
        if (parts.Length != (text.Length - 1) / 3 || parts[0].Length != 4)
            return false;
        Span<int> numbers = [0, 0, 0];
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0 && parts[i].Length != 2)
                return false;
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return false;
        }
        var (year, month, day) = (numbers[0], numbers[1], numbers[2]);
        if (year < 1000 || (parts.Length > 1 && month is < 1 or > 12))
            return false;
        if (parts.Length == 3 && (day < 1 || day > DateTime.DaysInMonth(year, month)))
            return false;
        date = new PartialDate(year, month, day);
        return true;
    }

    public override string ToString() =>
        day != 0 ? FormattableString.Invariant($"{Year:0000}-{month:00}-{day:00}")
        : month != 0 ? FormattableString.Invariant($"{Year:0000}-{month:00}")
        : Year.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>As the language writes it: <c>30 April 2024</c>, <c>April 2024</c>, <c>2024</c>.</summary>
    public string In(Language language)
    {
        var culture = language.Culture;
        if (day != 0)
            return First.ToString(
                culture
                    .DateTimeFormat.LongDatePattern.Replace("dddd", "", StringComparison.Ordinal)
                    .TrimStart(' ', ','),
                culture
            );
        return month != 0 ? First.ToString(culture.DateTimeFormat.YearMonthPattern, culture) : ToString();
    }
}

internal sealed class PartialDateJson : JsonConverter<PartialDate>
{
    public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PartialDate.TryParse(reader.GetString(), out var date)
            ? date
            : throw new JsonException("Not a (partial) date.");

    public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
