using System.Globalization;
using System.Text.RegularExpressions;

namespace Alliance.Platform.Web;

/// <summary>
/// A parameter of the API: what is refused and what the description at <c>/openapi/v1.json</c> says are one and the same.
/// </summary>
/// <param name="Name">As it stands in addresses, in exactly these letters.</param>
public sealed record ApiParameter(string Name, string Description)
{
    /// <summary>How many values a parameter takes that takes several.</summary>
    public const int MostValues = 50;

    private const int EchoedAtMost = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>The possible values; empty where there are too many to name.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>A regular expression for the whole value.</summary>
    public string? Pattern { get; init; }

    /// <summary>For a whole number: the least and the greatest.</summary>
    public (int Least, int Most)? Range { get; init; }

    /// <summary>For words to look for: the least and the greatest number of characters.</summary>
    public (int Least, int Most)? Length { get; init; }

    /// <summary>Has to be given.</summary>
    public bool Required { get; init; }

    /// <summary>For a whole number that need not be given.</summary>
    public int? Default { get; init; }

    /// <summary>May be given several times; any of the values then fits.</summary>
    public bool Several { get; init; }

    /// <summary>Part of the path, not behind the question mark.</summary>
    public bool InPath { get; init; }

    /// <summary>A header.</summary>
    public bool InHeader { get; init; }

    public string? Example { get; init; }

    /// <summary>Behind the question mark: how many items an answer holds.</summary>
    public static ApiParameter Limit(int usual, int most) =>
        new("limit", $"How many items one answer holds, {most} at most.") { Range = (1, most), Default = usual };

    public static readonly ApiParameter After = new(
        "after",
        "Where the page before ended. Take the address in `next` as it is; cursors are not made by hand."
    )
    {
        Pattern = "^[!-~]{1,120}$",
    };

    public int Number(HttpRequest request) =>
        int.TryParse(request.Query[Name].LastOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? n
            : Default ?? 0;

    /// <summary>Everything that is wrong with what stands behind the question mark.</summary>
    internal static List<ParameterError> Check(IQueryCollection query, IReadOnlyList<ApiParameter> known)
    {
        var asked = known.Where(p => p is { InPath: false, InHeader: false }).ToList();
        var errors = new List<ParameterError>();
        foreach (var (name, values) in query)
        {
            if (asked.Find(p => p.Name == name) is not { } parameter)
            {
                var names = asked.Select(p => p.Name).ToList();
                errors.Add(new(Echo(name), new Refusal("unknown-parameter", Echo(name), Joined(names)), names));
                continue;
            }
            if (values.Count > 1 && !parameter.Several)
                errors.Add(new(name, new Refusal("repeated-parameter", name), []));
            else if (values.Count > MostValues)
                errors.Add(new(name, new Refusal("too-many-values", name, $"{MostValues}"), []));
            else
                errors.AddRange(values.Select(v => parameter.Wrong(v ?? "")).OfType<ParameterError>());
        }
        errors.AddRange(
            asked
                .Where(p => p.Required && !query.ContainsKey(p.Name))
                .Select(p => new ParameterError(p.Name, new Refusal("missing-parameter", p.Name), p.Examples))
        );
        return errors;
    }

    /// <summary>The error for a value that is none of this parameter's.</summary>
    public ParameterError Unknown(string value, IReadOnlyList<string>? expected = null)
    {
        expected ??= Examples;
        return new(Name, new Refusal("unknown-value", Name, Echo(value), Joined(expected)), expected);
    }

    /// <summary>The error for a cursor that says nothing in this list.</summary>
    public static ParameterError BadCursor(string value) =>
        new(After.Name, new Refusal("bad-cursor", After.Name, Echo(value)), []);

    // What would be right.
    private IReadOnlyList<string> Examples =>
        Values is { Count: > 0 } values ? values
        : Range is { } range ? [$"{range.Least}–{range.Most}"]
        : Example is { } example ? [example]
        : [];

    private ParameterError? Wrong(string value)
    {
        // Whoever sent it meant something. Words are looked for without what cannot be seen.
        if (string.IsNullOrWhiteSpace(value) || (Length is not null && value.All(IsBlank)))
            return new(Name, new Refusal("empty-value", Name), Examples);
        // Characters in the sense of the description's minLength and maxLength.
        var length = value.Trim().EnumerateRunes().Count();
        if (length < Length?.Least)
            return new(Name, new Refusal("too-short", Name, $"{Length?.Least}"), Examples);
        if (length > Length?.Most)
            return new(Name, new Refusal("too-long", Name, $"{Length?.Most}"), []);
        // No database can look for what none can store.
        return Accepts(value) && !value.Contains('\0') ? null
            : this == After ? BadCursor(value)
            : Unknown(value);
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || char.IsControl(c);

    private bool Accepts(string value) =>
        (Values.Count == 0 || Values.Contains(value))
        // The value's end, where "$" alone also lets a line break through.
        && (Pattern is null || Regex.IsMatch(value, $@"\A(?:{Pattern})\z", RegexOptions.None, Patience))
        && (
            Range is not { } range
            || (
                int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= range.Least
                && number <= range.Most
            )
        );

    private static string Joined(IReadOnlyList<string> values) => values.Count == 0 ? "–" : string.Join(", ", values);

    // Addresses come from strangers; what is said back stays short.
    private static string Echo(string text) => text.Length <= EchoedAtMost ? text : text[..EchoedAtMost] + "…";
}
