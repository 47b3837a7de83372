using System.Collections.Frozen;
using System.Globalization;
using Alliance.Platform.Data;

namespace Alliance.Deals.Drafting;

/// <summary>A field of a form: how a part of a text reads in it, and what becomes of the part by what is typed.</summary>
/// <param name="Read">As the culture writes it; empty where nothing is said.</param>
/// <param name="Write">The part with what was typed; or unchanged, with the code of what is wrong.</param>
public sealed record FormField<T>(
    Func<T, CultureInfo, string> Read,
    Func<T, string, CultureInfo, (T Part, string? Wrong)> Write
)
{
    public FormField(Func<T, string> read, Func<T, string, CultureInfo, (T, string?)> write)
        : this((p, _) => read(p), write) { }
}

/// <summary>The kinds of fields that forms of long texts are made of.</summary>
public static class FormFields
{
    public static FormField<T> Text<T>(
        Func<T, string> read,
        Func<T, string, T> write,
        int longest,
        string? missing = null
    ) =>
        new(
            (p, _) => read(p),
            (p, t, _) =>
                t.Length > longest ? (p, "text-too-long")
                : t.Length == 0 && missing is not null ? (p, missing)
                : (write(p, t), null)
        );

    public static FormField<T> Choice<T, TCode>(Func<T, TCode> read, Func<T, TCode, T> write)
        where TCode : struct, Enum =>
        new(
            p => Code.Of(read(p)),
            (p, t, _) => Code.TryParse<TCode>(t, out var code) ? (write(p, code), null) : (p, "unknown-choice")
        );

    public static FormField<T> OneOf<T>(Func<T, string?> read, Func<T, string?, T> write, FrozenSet<string> known) =>
        new(
            p => read(p) ?? "",
            (p, t, _) =>
                t.Length == 0 ? (write(p, null), null)
                : known.Contains(t) ? (write(p, t), null)
                : (p, "unknown-choice")
        );

    public static FormField<T> Date<T>(Func<T, PartialDate?> read, Func<T, PartialDate?, T> write) =>
        new(
            p => read(p)?.ToString() ?? "",
            (p, t, _) =>
                t.Length == 0 ? (write(p, null), null)
                : PartialDate.TryParse(t, out var date) ? (write(p, date), null)
                : (p, "not-a-date")
        );

    public static FormField<T> Number<T>(Func<T, decimal?> read, Func<T, decimal?, T> write) =>
        new(
            (p, culture) => TypedNumber.Print(read(p), culture),
            (p, t, culture) =>
                t.Length == 0 ? (write(p, null), null)
                : TypedNumber.TryParse(t, culture, out var n) ? (write(p, n), null)
                : (p, "not-a-number")
        );
}
