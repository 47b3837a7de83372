using Alliance.Deals;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Replications;

/// <summary>
/// A passage that comes into the draft as it reads, and about which nothing has to be decided before: an article of a deal; what a practice says, where
/// it is not told in parts.
/// </summary>
/// <param name="Key">By which the draft remembers it.</param>
public sealed record OriginArticle(string Key, LocalText? Heading, LocalText Body)
{
    /// <summary>The key of what a practice says as a whole.</summary>
    public const string Whole = "whole";

    internal static List<OriginArticle> OfDeal(IEnumerable<Article>? articles) =>
        [.. (articles ?? []).Select((a, i) => new OriginArticle($"a{i + 1}", a.Heading, a.Body))];

    /// <param name="said">What the practice says, in the order in which it is read.</param>
    internal static List<OriginArticle> OfPractice(params LocalText?[] said)
    {
        var told = said.OfType<LocalText>().ToList();
        if (told.Count == 0)
            return [];
        var authentic = told[0].Authentic;
        // Only in the languages in which all of it is told: half a translation would pass for the whole.
        var texts = told.Where(t => t.Authentic == authentic).Select(t => t.All.ToDictionary()).ToList();
        var whole = texts[0]
            .Keys.Where(l => texts.TrueForAll(t => t.ContainsKey(l)))
            .Select(l => KeyValuePair.Create(l, string.Join("\n\n", texts.Select(t => t[l]))));
        return [new OriginArticle(Whole, null, new LocalText(authentic, whole))];
    }

    /// <summary>
    /// The same one among those of today; null where it is gone. A deal's articles have numbers only, and one that was put before them must not make all
    /// of them look changed.
    /// </summary>
    public OriginArticle? Among(IReadOnlyList<OriginArticle> today) =>
        today.FirstOrDefault(a => $"{a.Body}" == $"{Body}")
        ?? today.FirstOrDefault(a => Heading is null ? a.Key == Key : $"{a.Heading}" == $"{Heading}");
}
