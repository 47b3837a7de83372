using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Publications;

/// <summary>Says title and introduction anew, in one language.</summary>
public sealed class WordPublication(ChangePublication change)
{
    /// <returns>
    /// Refused as <see cref="ChangePublication"/> does; or with <c>check-fields</c>: at <c>title</c> <c>title-missing</c> (in its own language),
    /// <c>text-too-long</c>, at <c>introduction</c> <c>text-too-long</c>, <c>text-missing</c> where a translation translates nothing.
    /// </returns>
    public Task<Outcome<Publication>> RunAsync(
        Actor actor,
        long id,
        int turn,
        string title,
        string introduction,
        Language language,
        CancellationToken cancel = default
    ) =>
        change.SetAsync(
            actor,
            id,
            turn,
            publication =>
            {
                var (own, there) = (publication.Language, language.Code);
                var (name, text) = (TypedText.Plain(title), TypedText.Plain(introduction));
                var wrong = new List<FieldProblem>();
                if (name.Length == 0 && there == own)
                    Wrong("title", "title-missing");
                if (name.Length > Publication.TitleLength)
                    Wrong("title", "text-too-long");
                if (text.Length > Publication.TextLength)
                    Wrong("introduction", "text-too-long");
                if (text.Length > 0 && there != own && publication.Introduction is null)
                    Wrong("introduction", "text-missing");
                if (wrong.Count > 0)
                    return new Refusal("check-fields") { Fields = wrong };
                publication.Title = TypedText.With(publication.Title, own, there, name)!;
                publication.Introduction = TypedText.With(publication.Introduction, own, there, text);
                return null;

                void Wrong(string field, string code) => wrong.Add(new FieldProblem(field, new Refusal(code)));
            },
            cancel
        );
}
