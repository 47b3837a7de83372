using Alliance.Deals.Drafting;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Replications;

/// <summary>A text of a draft beside the one that it was written from.</summary>
/// <param name="Path">Of the draft's field (<see cref="DraftFields"/>).</param>
/// <param name="Original">As it read when the draft was begun.</param>
/// <param name="Now">As it reads today; null where the original does not say it any more.</param>
/// <param name="Own">What the draft says.</param>
public sealed record TextBeside(string Path, LocalText Original, LocalText? Now, string Own)
{
    /// <summary>The language in which it is still word for word the original's; null once somebody has written it anew.</summary>
    public string? CopiedIn => Original.All.FirstOrDefault(t => Typed(t.Value) == Typed(Own)).Key;

    /// <summary>Its authentic words are others today. A translation that came since changes nothing of what was said.</summary>
    public bool IsStale => Original.ToString() != Now?.ToString();

    /// <summary>Which part of the draft it stands in: <c>basics</c>, <c>promise.c2</c>, <c>article.a3</c>.</summary>
    public string Part => Path.Split('.') is [var kind, var key, _] ? $"{kind}.{key}" : "basics";

    // As a form gives it back that nobody has typed in.
    private static string Typed(string text) => text.ReplaceLineEndings("\n").Trim();
}
