using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Alliance.Platform.Exchange;

/// <summary>
/// Writes a graph as Turtle 1.1 (W3C). Of its many ways to write a thing this takes one: names with a prefix where nothing in them
/// needs escaping, texts in double quotes on one line.
/// </summary>
public static partial class Turtle
{
    public const string MediaType = "text/turtle; charset=utf-8";
    private const string Type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

    /// <param name="graph">What is stated.</param>
    /// <param name="prefixes">Short names of name spaces.</param>
    public static string Write(RdfGraph graph, IReadOnlyList<(string Short, string Space)> prefixes)
    {
        var text = new StringBuilder();
        foreach (var (shortName, space) in prefixes)
            text.Append("@prefix ").Append(shortName).Append(": <").Append(space).Append("> .\n");
        foreach (var (thing, statements) in graph.Things)
        {
            text.Append('\n').Append(Name(thing, prefixes)).Append('\n');
            var properties = statements.GroupBy(s => s.Property, s => s.Value).ToList();
            foreach (var (at, property) in properties.Index())
                text.Append("    ")
                    .Append(property.Key.Value == Type ? "a" : Name(property.Key, prefixes))
                    .Append(' ')
                    .AppendJoin(", ", property.Select(v => Term(v, prefixes)))
                    .Append(at < properties.Count - 1 ? " ;\n" : " .\n");
        }
        return text.ToString();
    }

    private static string Term(RdfTerm term, IReadOnlyList<(string, string)> prefixes) =>
        term switch
        {
            Iri iri => Name(iri, prefixes),
            RdfLiteral { Language: { } language } text => $"\"{Escaped(text.Text)}\"@{language}",
            RdfLiteral { Type: { } type } value => $"\"{Escaped(value.Text)}\"^^{Name(type, prefixes)}",
            RdfLiteral plain => $"\"{Escaped(plain.Text)}\"",
            _ => throw new ArgumentException("There is no other kind of term.", nameof(term)),
        };

    private static string Name(Iri iri, IReadOnlyList<(string Short, string Space)> prefixes)
    {
        foreach (var (shortName, space) in prefixes)
            if (
                iri.Value.StartsWith(space, StringComparison.Ordinal)
                && iri.Value[space.Length..] is var local
                && Plain().IsMatch(local)
            )
                return $"{shortName}:{local}";
        return $"<{iri.Value}>";
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
            _ = c switch
            {
                '"' => escaped.Append("\\\""),
                '\\' => escaped.Append("\\\\"),
                '\n' => escaped.Append("\\n"),
                '\r' => escaped.Append("\\r"),
                '\t' => escaped.Append("\\t"),
                _ when char.IsControl(c) => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => escaped.Append(c),
            };
        return escaped.ToString();
    }

    // A part of PN_LOCAL that needs no escapes.
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]*$", RegexOptions.None, 1000)]
    private static partial Regex Plain();
}
