using Alliance.Platform.Texts;

namespace Alliance.Deals.Drafting;

/// <summary>Words that somebody typed into a form.</summary>
public static class TypedText
{
    /// <summary>
    /// Without what the open format refuses: control characters, and those that turn the direction of writing. Lines end in <c>\n</c>.
    /// </summary>
    public static string Plain(string typed) =>
        string.Concat(
                typed
                    .ReplaceLineEndings("\n")
                    .Where(c =>
                        c == '\n'
                        || (
                            !char.IsControl(c)
                            && c is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))
                        )
                    )
            )
            .Trim();

    /// <summary>
    /// A text with other words in one language; null where it says nothing any more. Without words in the language it is written in there is
    /// nothing that a translation translates.
    /// </summary>
    /// <param name="text">As it was.</param>
    /// <param name="authentic">The language it is written in.</param>
    /// <param name="language">The language of the words.</param>
    /// <param name="typed">The words; none takes them away.</param>
    public static LocalText? With(LocalText? text, string authentic, string language, string typed)
    {
        var others = text?.All.Where(t => t.Key != language) ?? [];
        return typed.Length > 0 ? new LocalText(authentic, others.Append(new(language, typed)))
            : language == authentic || text is null ? null
            : new LocalText(authentic, others);
    }
}
