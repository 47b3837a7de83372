namespace Alliance.Platform.Search;

/// <summary>
/// Swedish words lose an e before an ending: <em>vatten, vattnet; fönster, fönstret; nyckel, nycklar</em>. The stemmer leaves
/// both.
/// </summary>
internal static class SwedishForms
{
    private const string Vowels = "aeiouy";

    /// <summary>A folded stem as it is without the ending; itself where nothing was lost.</summary>
    public static string Whole(string stem)
    {
        // It does not know vattnet and fönstret at all.
        if (stem.Length > 5 && stem.EndsWith("et", StringComparison.Ordinal) && stem[^3] is 'n' or 'r' or 'l')
            stem = Vowels.Contains(stem[^4], StringComparison.Ordinal) ? stem : stem[..^2];
        if (stem.Length < 4 || Vowels.Contains(stem[^2], StringComparison.Ordinal))
            return stem;
        return stem[^1] switch
        {
            // Of vatten and fönster the stemmer takes the whole ending.
            'n' or 'r' => stem[..^1],
            'l' => stem[..^1] + "el",
            _ => stem,
        };
    }
}
