using System.Collections.Frozen;

namespace Alliance.Platform.Search;

/// <summary>
/// Words of one root that no stemmer joins: what is done, and what doing it is called (<em>dämmen, Dämmung; isolera, isolering;
/// eristää, eristys; reduce, reduction</em>). By the rules of word formation that grammars give (Duden, <em>Die Grammatik</em>,
/// nouns in -ung and -ation; <em>Svenska Akademiens grammatik</em>, nouns in -ning, -ing and -nad; <em>Iso suomen kielioppi</em>,
/// names of actions in -minen, -Us, -nti, -ntA, -elU). Words that nobody says may come of it: they find nothing.
/// </summary>
internal static class Derivations
{
    /// <summary>What two words have to share: with fewer letters they would by chance.</summary>
    private const int ShortestRoot = 4;

    /// <summary>Of one word, in all languages: a search may not grow without end.</summary>
    private const int Most = 12;

    // By language, endings that change places behind one root; folded. Finnish ones with the consonants before them, which
    // weaken as the syllable closes.
    private static readonly (string Language, string[] Endings)[] Families =
    [
        .. In("en", "ify ifies ified ifying ification", "uce uces uced ucing uction", "ee eeing eement"),
        .. In("en", "sume sumes sumed suming sumption"),
        .. In("de", "ung ungen en", "erung erungen ern", "lung lungen eln", "ation ationen ieren ierung"),
        .. In("fi", "ttaa ttaminen ttamis tus tys", "ntaa ntaminen ntamis nnus nnys", "staa staminen stamis stus stys"),
        .. In(
            "fi",
            "ata aaminen aamis aus",
            "oida oiminen oimis ointi",
            "ia iminen imis inta",
            "kkia kkiminen kkimis kinta"
        ),
        .. In("fi", "tella tteleminen ttelemis ttelu", "ella eleminen elemis elu"),
        .. In("sv", "ing a ar", "ning a ar", "nad a"),
    ];

    // Of one root, and about something else by now: time and newspapers, feasts and fortresses, shopping and documents.
    private static readonly FrozenSet<string> Apart = new[]
    {
        "zeitung",
        "zeitungen",
        "festung",
        "festungen",
        "handling",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Other words of its root that are not found with a word anyway, each in its language.</summary>
    /// <param name="word">In small letters.</param>
    public static List<(string Language, string Word)> Of(string word)
    {
        var found = new List<(string Language, string Word)>();
        if (word.Length <= ShortestRoot || word.Any(char.IsDigit))
            return found;
        foreach (var (language, endings) in Families)
        {
            var own = Stems.Of(word, language);
            foreach (var form in own.Stems.Prepend(own.Written).Where(f => !Apart.Contains(f)))
            foreach (var ending in endings.Where(e => form.EndsWith(e, StringComparison.Ordinal)))
            foreach (var other in endings.Where(e => e != ending))
            {
                var derived = string.Concat(form.AsSpan(0, form.Length - ending.Length), other);
                if (
                    found.Count < Most
                    && Shared(form, derived) >= ShortestRoot
                    && !Apart.Contains(derived)
                    && !found.Contains((language, derived))
                    && !IsFound(own, Stems.Of(derived, language))
                )
                    found.Add((language, derived));
            }
        }
        return found;
    }

    private static bool IsFound(WordTerms own, WordTerms other) =>
        own.Stems.Prepend(own.Written).Intersect(other.Stems.Prepend(other.Written)).Any();

    private static int Shared(string one, string other) => one.AsSpan().CommonPrefixLength(other.AsSpan());

    private static IEnumerable<(string Language, string[] Endings)> In(string language, params string[] families) =>
        families.Select(f => (language, f.Split(' ')));
}
