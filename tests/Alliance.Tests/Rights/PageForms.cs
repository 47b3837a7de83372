using System.Text.RegularExpressions;
using Alliance.Deals.Talks;
using Alliance.Platform.Data;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Rights;

/// <summary>A form as a page's source writes it, with the buttons that say what it shall do.</summary>
/// <param name="Route">Of the page that it is sent to.</param>
internal sealed record PageForm(string Route, string Name, IReadOnlyList<FormButton> Buttons)
{
    /// <summary>Whether an address is one of this page's.</summary>
    public bool IsAt(string address)
    {
        var (route, path) = (Route.Split('/'), address.Split('?')[0].Split('/'));
        return route.Length == path.Length && route.Zip(path).All(s => s.First is ['{', ..] || s.First == s.Second);
    }
}

/// <param name="Value">What it sends, or how that begins where the rest is a key.</param>
internal sealed record FormButton(string Name, string Value, bool IsBeginning = false)
{
    public bool Sends((string Name, string Value) field) =>
        field.Name == Name
        && (IsBeginning ? field.Value.StartsWith(Value, StringComparison.Ordinal) : field.Value == Value);
}

/// <summary>Reads the forms of all pages from their sources, with the parts that they are made of.</summary>
internal static partial class PageForms
{
    private static readonly Dictionary<string, string> Components = Repository
        .Sources(".razor")
        .Where(f => !f.Path.EndsWith("/_Imports.razor", StringComparison.Ordinal))
        // A form of a step is one like any other; the part itself says no name.
        .Where(f => !f.Path.EndsWith("/TurnForm.razor", StringComparison.Ordinal))
        .ToDictionary(
            f => Path.GetFileNameWithoutExtension(f.Path),
            f =>
                f.Text.Replace("<TurnForm Name=", "<form @formname=", StringComparison.Ordinal)
                    .Replace("</TurnForm>", "</form>", StringComparison.Ordinal)
        );

    public static IEnumerable<PageForm> Read() =>
        from page in Components.Values
        from route in Route().Matches(page)
        from form in Form().Matches(Whole(page))
        select new PageForm(
            form.Groups["action"] is { Success: true } action
                ? "/{Lang:lang}/" + action.Value
                : route.Groups["route"].Value,
            form.Groups["name"].Value,
            [.. Buttons(form.Groups["body"].Value)]
        );

    /// <summary>Every button with a value, wherever it stands.</summary>
    public static IEnumerable<FormButton> Buttons() => Components.Values.SelectMany(Buttons);

    private static IEnumerable<FormButton> Buttons(string text) =>
        Button()
            .Matches(text)
            .SelectMany(b => Values(b).Select(v => new FormButton(b.Groups["button"].Value, v.Value, v.IsBeginning)));

    private static IEnumerable<(string Value, bool IsBeginning)> Values(Match button)
    {
        if (button.Groups["code"] is { Success: true } code)
            // What closes a point, and which.
            return code.Value.Contains("{Code.Of(way)}:", StringComparison.Ordinal)
                ? Enum.GetValues<PointAnswer>().Select(way => (Code.Of(way) + ':', true))
                : [(Beginning().Match(code.Value).Groups["beginning"].Value, true)];
        var text = button.Groups["text"].Value;
        return text is ['@', ..] ? [("", true)] : [(text, false)];
    }

    // Each part's source stands before the tag that names it.
    private static string Whole(string source) =>
        Tag()
            .Replace(
                source,
                t => Components.TryGetValue(t.Groups["tag"].Value, out var part) ? Whole(part) + t : t.Value
            );

    [GeneratedRegex("""^@page "(?<route>[^"]+)""", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Route();

    [GeneratedRegex(
        """
            <form\b((?!</?form\b).)*?@formname="(?<name>[^"]+)"([^>]*?action="@T\.At\("(?<action>[^"]+)"\)")?(?<body>.*?)</form>
            """,
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        5000
    )]
    private static partial Regex Form();

    [GeneratedRegex(
        """<button\b((?!</button).)*?\bname="(?<button>[^"]+)"\s+value="(@\((?<code>.*?)\)"|(?<text>[^"]*)")""",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        5000
    )]
    private static partial Regex Button();

    [GeneratedRegex("""^\$?"(?<beginning>[^{"]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Beginning();

    [GeneratedRegex("<(?<tag>[A-Z][A-Za-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();
}
