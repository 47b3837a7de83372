using System.Globalization;

namespace Alliance.Platform.Exchange;

/// <summary>What stands behind a property in RDF 1.1.</summary>
public abstract record RdfTerm;

/// <summary>A name that is an address. What an address cannot hold is percent-encoded (RFC 3987, 3.1).</summary>
public sealed record Iri : RdfTerm
{
    public Iri(string value) =>
        Value = string.Concat(value.Select(c => Forbidden(c) ? Uri.HexEscape(c) : c.ToString()));

    public string Value { get; }

    // Turtle 1.1, IRIREF. All of them are one byte.
    private static bool Forbidden(char c) => c <= ' ' || "<>\"{}|^`\\".Contains(c, StringComparison.Ordinal);
}

/// <summary>A text or another value.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Language">Of a text.</param>
/// <param name="Type">Of another value; null for a plain text.</param>
public sealed record RdfLiteral(string Text, string? Language = null, Iri? Type = null) : RdfTerm
{
    public static readonly Iri DateTimeType = new("http://www.w3.org/2001/XMLSchema#dateTime");

    public static RdfLiteral Of(DateTime moment) =>
        new(moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), Type: DateTimeType);
}

/// <summary>Statements about things, in the order in which they were first made; each once.</summary>
public sealed class RdfGraph
{
    private readonly Dictionary<Iri, List<(Iri Property, RdfTerm Value)>> things = [];
    private readonly List<Iri> order = [];
    private readonly HashSet<(Iri, Iri, RdfTerm)> made = [];

    public IEnumerable<(Iri Thing, IReadOnlyList<(Iri Property, RdfTerm Value)> Statements)> Things =>
        order.Select(t => (t, (IReadOnlyList<(Iri, RdfTerm)>)things[t]));

    /// <summary>States all of these; what is null is not stated.</summary>
    public void Add(Iri thing, Iri property, params IEnumerable<RdfTerm?> values)
    {
        foreach (var value in values.OfType<RdfTerm>())
        {
            if (!made.Add((thing, property, value)))
                continue;
            if (!things.TryGetValue(thing, out var statements))
            {
                things[thing] = statements = [];
                order.Add(thing);
            }
            statements.Add((property, value));
        }
    }
}
