using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Publications;

/// <summary>What the group says in a chapter, as it was typed in one language.</summary>
/// <param name="RestsOn">As <see cref="Chapter.Ground"/> writes them, with blanks between.</param>
public sealed record StatedChapter(string Heading, string Comment, string Words, string To, string RestsOn);

/// <summary>Says a chapter's own words anew, in one language; of a recommendation also to whom it goes and what it rests on.</summary>
public sealed class WordChapter(ChangePublication change)
{
    /// <returns>
    /// Refused as <see cref="ChangePublication"/> does, with <c>chapter-not-found</c>; or with <c>check-fields</c>: at <c>heading</c>, <c>comment</c>,
    /// <c>words</c>, <c>to</c> <c>text-too-long</c>, or <c>text-missing</c> where a translation translates nothing;
    /// at <c>rests-on</c> <c>unknown-choice</c> for what is no chapter of this publication.
    /// </returns>
    public Task<Outcome<Publication>> RunAsync(
        Actor actor,
        long id,
        int turn,
        string key,
        StatedChapter stated,
        Language language,
        CancellationToken cancel = default
    ) =>
        change.SetAsync(
            actor,
            id,
            turn,
            publication =>
            {
                var at = publication.Chapters.FindIndex(c => c.Key == key);
                if (at < 0)
                    return new Refusal("chapter-not-found");
                var (known, own, there) = (publication.Chapters[at], publication.Language, language.Code);
                var wrong = new List<FieldProblem>();
                var said = known with
                {
                    Heading = Text("heading", known.Heading, stated.Heading, Chapter.HeadingLength),
                    Comment = Text("comment", known.Comment, stated.Comment, Chapter.TextLength),
                };
                if (known.Kind == ChapterKind.Recommendation)
                {
                    var grounds = stated.RestsOn.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
                    // What was chosen once stays, also when its chapter is taken out.
                    var open = publication.Chapters.Select(c => c.Ground).OfType<string>().Concat(known.RestsOn ?? []);
                    if (grounds.Except(open).Any())
                        Wrong("rests-on", "unknown-choice");
                    said = said with
                    {
                        Words = Text("words", known.Words, stated.Words, Chapter.TextLength),
                        To = Text("to", known.To, stated.To, Chapter.HeadingLength),
                        RestsOn = grounds.Count == 0 ? null : grounds,
                    };
                }
                if (wrong.Count > 0)
                    return new Refusal("check-fields") { Fields = wrong };
                publication.Chapters = [.. publication.Chapters.Select(c => c.Key == key ? said : c)];
                return null;

                LocalText? Text(string field, LocalText? text, string typed, int longest)
                {
                    var plain = TypedText.Plain(typed);
                    if (plain.Length > longest)
                        Wrong(field, "text-too-long");
                    if (plain.Length == 0 || there == own || text is not null)
                        return TypedText.With(text, own, there, plain);
                    Wrong(field, "text-missing");
                    return null;
                }

                void Wrong(string field, string code) => wrong.Add(new FieldProblem(field, new Refusal(code)));
            },
            cancel
        );
}
