using System.Globalization;
using Alliance.Deals.Drafting;

namespace Alliance.Knowledge.Told;

/// <summary>
/// The details as they were typed, by the names of the form's fields: <c>problem</c>, <c>result-0-text</c>, <c>component-2-title</c>.
/// </summary>
/// <param name="Culture">How numbers were written.</param>
public sealed record StatedDetails(IReadOnlyDictionary<string, string> Typed, CultureInfo Culture);

/// <summary>Rows of the form: how many were sent, and how they move when somebody presses a button beside one of them.</summary>
public static class DetailRows
{
    private static readonly Dictionary<string, (string[] Fields, int Most)> Kinds = new(StringComparer.Ordinal)
    {
        ["result"] = (["was", "text", "value", "unit", "trust", "promise"], PracticeDetails.MostResults),
        ["component"] = (
            ["key", "title", "text", "importance", "enablers", "obstacles", "obstacle-text"],
            PracticeDetails.MostComponents
        ),
    };

    /// <summary>How many rows of a kind were sent: each has a hidden first field.</summary>
    public static int Count(IReadOnlyDictionary<string, string> typed, string kind) => Count(typed.ContainsKey, kind);

    /// <summary>The same of a form that is shown again.</summary>
    public static int Count(FormState form, string kind) => Count(field => form.Typed(field) is not null, kind);

    // One more than there may be is enough to refuse it.
    private static int Count(Func<string, bool> has, string kind)
    {
        var (fields, most) = Kinds[kind];
        return Enumerable.Range(0, most + 1).TakeWhile(row => has($"{kind}-{row}-{fields[0]}")).Count();
    }

    /// <summary>
    /// The form after a button: <c>component-add</c>, <c>component-2-up</c>, <c>component-2-down</c>, <c>component-2-remove</c>; null for what is no
    /// such button.
    /// </summary>
    public static Dictionary<string, string>? Arrange(IReadOnlyDictionary<string, string> typed, string button)
    {
        var parts = button.Split('-');
        if (!Kinds.TryGetValue(parts[0], out var rows))
            return null;
        var kind = parts[0];
        var order = Enumerable.Range(0, Count(typed, kind)).ToList();
        if (parts is [_, "add"])
            order.AddRange(order.Count < rows.Most ? [-1] : []);
        else if (
            parts is [_, var number, var way]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            && row < order.Count
        )
        {
            order.RemoveAt(row);
            if (way != "remove")
                order.Insert(Math.Clamp(way == "up" ? row - 1 : row + 1, 0, order.Count), row);
        }
        else
            return null;
        var arranged = typed
            .Where(t => !t.Key.StartsWith(kind + "-", StringComparison.Ordinal))
            .ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);
        foreach (var (place, from) in order.Index())
        foreach (var field in rows.Fields)
            if (from < 0)
                arranged[$"{kind}-{place}-{field}"] = "";
            else if (typed.TryGetValue($"{kind}-{from}-{field}", out var said))
                arranged[$"{kind}-{place}-{field}"] = said;
        return arranged;
    }
}
