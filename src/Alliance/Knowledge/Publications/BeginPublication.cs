using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Publications;

/// <summary>Begins a booklet or a paper, still empty; with that it has its address.</summary>
public sealed class BeginPublication(AppDb db, TimeProvider time)
{
    /// <param name="actor">Who begins it.</param>
    /// <param name="kind">A code of <see cref="PublicationKind"/>.</param>
    /// <param name="title">In <paramref name="language"/>, which becomes its own.</param>
    /// <param name="language">In which it is written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The publication. Refused with <c>not-allowed</c>, <c>publications-are-many</c>, <c>somebody-was-faster</c>; or with <c>check-fields</c>: at
    /// <c>title</c> <c>title-missing</c>, <c>text-too-long</c>, at <c>kind</c> <c>unknown-choice</c>.
    /// </returns>
    public async Task<Outcome<Publication>> RunAsync(
        Actor actor,
        string kind,
        string title,
        Language language,
        CancellationToken cancel = default
    )
    {
        if (!KnowledgeRights.MayEdit(actor, null))
            return new Refusal("not-allowed");
        if (await db.Publications.CountAsync(cancel) >= Publication.Most)
            return new Refusal("publications-are-many", $"{Publication.Most}");
        var wrong = new List<FieldProblem>();
        var said = TypedText.Plain(title);
        if (said.Length == 0)
            wrong.Add(new FieldProblem("title", new Refusal("title-missing")));
        if (said.Length > Publication.TitleLength)
            wrong.Add(new FieldProblem("title", new Refusal("text-too-long")));
        if (!Code.TryParse<PublicationKind>(kind, out var chosen))
            wrong.Add(new FieldProblem("kind", new Refusal("unknown-choice")));
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };
        var publication = new Publication
        {
            Identifier = await FreeAsync(said, cancel),
            Kind = chosen,
            Title = new LocalText(language.Code, said),
            ChangedAt = time.GetUtcNow().InWholeSeconds().UtcDateTime,
        };
        db.Publications.Add(publication);
        return await db.SaveInTurnAsync(cancel) is { } raced ? raced : publication;
    }

    // Some two hundred at the most, so that all of them are read.
    private Task<string> FreeAsync(string title, CancellationToken cancel) =>
        FreeSlug.FindAsync(db.Publications.Select(p => p.Identifier), Slug.Of(title, "publication"), cancel);
}
