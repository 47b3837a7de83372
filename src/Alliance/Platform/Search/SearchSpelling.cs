namespace Alliance.Platform.Search;

/// <summary>Says what is wanted in the words of each database.</summary>
internal static class SearchSpelling
{
    public static string Sqlite(Wanted wanted, ILookup<string, string> compounds) =>
        Spell(wanted, compounds, " AND ", " OR ", (term, begins) => begins ? $"\"{term}\" *" : $"\"{term}\"");

    public static string Postgres(Wanted wanted, ILookup<string, string> compounds) =>
        Spell(wanted, compounds, " & ", " | ", (term, begins) => begins ? $"'{term}':*" : $"'{term}'");

    // Terms hold letters and digits only; there is nothing in them to escape.
    private static string Spell(
        Wanted wanted,
        ILookup<string, string> compounds,
        string and,
        string or,
        Func<string, bool, string> term
    )
    {
        return Of(wanted);

        string Of(Wanted w) =>
            w switch
            {
                Wanted.AllOf all => Within(and, all.Parts.Select(Of)),
                Wanted.AnyOf any => Within(or, any.Parts.Select(Of)),
                Wanted.Named named => term(named.Concept.Tag, false),
                Wanted.Word word => Within(
                    or,
                    word.Query.Beginnings.Select(t => term(t, true))
                        .Concat(
                            word.Query.Exact.Concat(word.Query.Endings.SelectMany(e => compounds[e]))
                                .Distinct(StringComparer.Ordinal)
                                .Select(t => term(t, false))
                        )
                ),
                _ => throw new InvalidOperationException($"{w} cannot be asked"),
            };

        static string Within(string between, IEnumerable<string> parts) => '(' + string.Join(between, parts) + ')';
    }
}
