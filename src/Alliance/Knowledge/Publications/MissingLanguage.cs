using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Publications;

/// <summary>How much of an edition of now would be in another language for readers of one.</summary>
/// <param name="Own">Of what the group itself wrote.</param>
/// <param name="OwnOf">How many texts that is.</param>
/// <param name="All">Of all that it shows; 0 where it cannot be frozen as it is.</param>
/// <param name="AllOf">How many texts that is.</param>
public sealed record MissingLanguage(Language Language, int Own, int OwnOf, int All, int AllOf)
{
    public bool IsWhole => Own + All == 0;

    /// <param name="publication">As it is worked on.</param>
    /// <param name="content">What an edition of it would show; null where it would be refused.</param>
    public static IReadOnlyList<MissingLanguage> Of(Publication publication, EditionContent? content)
    {
        var own = publication
            .Chapters.SelectMany(c => (LocalText?[])[c.Heading, c.Comment, c.Words, c.To])
            .Prepend(publication.Introduction)
            .Prepend(publication.Title)
            .OfType<LocalText>()
            .ToList();
        List<LocalText> all = [.. (content?.Texts() ?? []).OfType<LocalText>()];
        return
        [
            .. Language.Offered.Select(l => new MissingLanguage(
                l,
                own.Count(t => IsElsewhere(t, l)),
                own.Count,
                all.Count(t => IsElsewhere(t, l)),
                all.Count
            )),
        ];
    }

    private static bool IsElsewhere(LocalText text, Language reader) => text.In(reader).Language != reader.Code;
}
