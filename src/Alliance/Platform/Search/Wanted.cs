namespace Alliance.Platform.Search;

/// <summary>What a record has to have to be found. Databases are asked it in their own words (<see cref="SearchFinder"/>).</summary>
internal abstract record Wanted
{
    /// <summary>A word in any form.</summary>
    public sealed record Word(QueryWord Query) : Wanted;

    /// <summary>A concept, whatever it is called there.</summary>
    public sealed record Named(Concept Concept) : Wanted;

    public sealed record AllOf(IReadOnlyList<Wanted> Parts) : Wanted;

    public sealed record AnyOf(IReadOnlyList<Wanted> Parts) : Wanted;

    /// <summary>The words whose compounds have to be looked for.</summary>
    public IEnumerable<QueryWord> Words() =>
        this switch
        {
            Word w => [w.Query],
            AllOf a => a.Parts.SelectMany(p => p.Words()),
            AnyOf a => a.Parts.SelectMany(p => p.Words()),
            _ => [],
        };

    public static Wanted? Any(IReadOnlyList<Wanted> parts) =>
        parts.Count switch
        {
            0 => null,
            1 => parts[0],
            _ => new AnyOf(parts),
        };

    public static Wanted All(IReadOnlyList<Wanted> parts) => parts.Count == 1 ? parts[0] : new AllOf(parts);

    public static Wanted? AnyNamed(IEnumerable<Concept> concepts) =>
        Any([.. concepts.Distinct().Select(c => (Wanted)new Named(c))]);
}
