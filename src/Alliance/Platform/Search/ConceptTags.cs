using Alliance.Platform.Texts;

namespace Alliance.Platform.Search;

/// <summary>
/// What a record is about: the concepts that its title and its summary name, in whatever language. Worked out when it is read,
/// so that another glossary gives other tags at once, and nothing has to be stored.
/// </summary>
public static class ConceptTags
{
    private const int Most = 8;
    private const int InTitle = 3;
    private const int AsWord = 2;
    private const int AsHalf = 1;

    // Lists of the API show the same texts again and again.
    private const int MostRemembered = 5_000;

    private static readonly Remembered<(string Language, string Text), List<(Concept Concept, int Weight)>> Known = new(
        MostRemembered
    );

    /// <summary>What it names most comes first, the more exact among equals.</summary>
    public static IReadOnlyList<Concept> Of(LocalText title, LocalText? summary)
    {
        var weights = new Dictionary<Concept, int>();
        Weigh(title, InTitle);
        Weigh(summary, 1);
        var glossary = Glossary.Shipped;
        // Who says district heating says heating too.
        var wider = weights.Keys.SelectMany(c => Above(glossary, c)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. weights
                .Where(w => !wider.Contains(w.Key.Id) && !IsFrame(w.Key))
                .OrderByDescending(w => w.Value)
                .ThenByDescending(w => glossary.Depth(w.Key))
                .ThenBy(w => w.Key.Id, StringComparer.Ordinal)
                .Take(Most)
                .Select(w => w.Key),
        ];

        void Weigh(LocalText? text, int times)
        {
            foreach (var (language, words) in text?.All ?? [])
            foreach (var (concept, weight) in Named(language, words))
                weights[concept] = weights.GetValueOrDefault(concept) + times * weight;
        }
    }

    // Agreement, company, city, aim: nearly every deal names them, so that they say nothing of one.
    private static bool IsFrame(Concept concept) => concept is { Area: "governance", Wider: null };

    private static IEnumerable<string> Above(Glossary glossary, Concept concept)
    {
        for (var wider = glossary.Find(concept.Wider); wider is not null; wider = glossary.Find(wider.Wider))
            yield return wider.Id;
    }

    private static List<(Concept Concept, int Weight)> Named(string language, string text)
    {
        if (Known.Find((language, text)) is { } known)
            return known;
        List<(Concept, int)> named =
        [
            .. (Glossary.Shipped.In(language)?.In(text, [.. Token.In(text)]) ?? [])
                .GroupBy(m => (m.First, m.Count, m.Part))
                // A term that stands for several things does not say which is meant.
                .Where(g => g.Count() == 1)
                .Select(g => (g.First().Concept, g.Key.Part == CompoundPart.Whole ? AsWord : AsHalf)),
        ];
        return Known.Keep((language, text), named);
    }
}
