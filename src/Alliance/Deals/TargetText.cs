using System.Globalization;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>
/// By when, in whole phrases: <c>by 2030</c>, <c>before 2030</c>, <c>2023–2025</c>, <c>over 28 years</c>. Each precision
/// has its own text, because Finnish and German bend the words around a year, a month and a day differently.
/// </summary>
public static class TargetText
{
    /// <summary>Empty when the target says nothing about time.</summary>
    public static string Of(Target? target, Reader reader)
    {
        if (target is null)
            return "";
        var when = When(target, reader);
        var note = target.Note?.In(reader.Language).Text;
        return note is null ? when
            : when.Length == 0 || target.Duration is not null ? note
            : $"{when} ({note})";
    }

    /// <summary>A date in a phrase; the kinds are <c>by</c>, <c>before</c>, <c>during</c>, <c>since</c>, <c>compared</c>.</summary>
    public static string Phrase(string kind, PartialDate date, Reader reader) =>
        date switch
        {
            { Day: not null } => reader[$"when.{kind}.day", reader.Date(date)],
            { Month: { } month } => reader[
                $"when.{kind}.month",
                reader.Culture.DateTimeFormat.GetMonthName(month),
                Year(date)
            ],
            _ => reader[$"when.{kind}.year", Year(date)],
        };

    /// <summary>The last day on which it can be reached: <em>before 2030</em> is over with 2029. Null where it names no day.</summary>
    public static DateOnly? LastDay(Target? target) =>
        target?.Date is not { } end ? null
        : target.Qualifier == "before" ? end.First.AddDays(-1)
        : end.Last;

    /// <summary>The moment from which a line to the target can be drawn, and its end.</summary>
    public static (DateOnly From, DateOnly To)? Span(Commitment commitment, Deal deal)
    {
        if (LastDay(commitment.Target) is not { } to)
            return null;
        return WayBegins.On(commitment, deal) is { } from && from.First < to ? (from.First, to) : null;
    }

    private static string When(Target target, Reader reader)
    {
        if (target.Date is not { } date)
            return Duration(target.Duration, reader);
        if (target.From is { } from)
            return $"{reader.Date(from)}–{reader.Date(date)}";
        return Phrase(target.Qualifier ?? "by", date, reader);
    }

    // ISO 8601 knows more, but sources say years or months; anything else stands as it is.
    private static string Duration(string? duration, Reader reader) =>
        duration is ['P', .. var number, 'Y' or 'M']
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? reader.Count(duration[^1] == 'Y' ? "when.years" : "when.months", count)
            : duration ?? "";

    private static string Year(PartialDate date) => date.Year.ToString(CultureInfo.InvariantCulture);
}
