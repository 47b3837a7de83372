using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Alliance.Sprints.Board;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Onward;

/// <summary>Puts an idea that was judged into the draft of a deal or of a declaration of intent, as an article; or begins one with it.</summary>
public sealed class IdeaToDraft(AppDb db, LiveBoards boards, DraftFromWords words, TimeProvider time)
{
    /// <param name="actor">An editor of the city.</param>
    /// <param name="origin">The idea (<see cref="WrittenIdea"/>).</param>
    /// <param name="city">The number of the city that drafts it.</param>
    /// <param name="into">The key of a draft that is open; or <c>deal</c>, <c>declaration-of-intent</c> for a new one.</param>
    /// <param name="language">In which a new one is written.</param>
    /// <param name="title">Of a new one.</param>
    /// <param name="passage">The article.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The draft's key. Refused with <c>idea-not-found</c>, <c>idea-not-judged</c>, <c>idea-went-there</c>, <c>not-allowed</c>, and as
    /// <see cref="DraftFromWords"/> does; <c>check-fields</c> also at <c>into</c> with <c>unknown-choice</c>.
    /// </returns>
    public async Task<Outcome<string>> RunAsync(
        Actor actor,
        string origin,
        long city,
        string into,
        Language language,
        string title,
        ArticleText passage,
        CancellationToken cancel = default
    )
    {
        if (!DraftRights.MayEdit(actor, city))
            return new Refusal("not-allowed");
        if (await WrittenIdea.FindAsync(db, boards, origin, cancel) is not { } written)
            return new Refusal("idea-not-found");
        if (Code.TryParse<Instrument>(into, out var instrument))
        {
            if (instrument is not (Instrument.Deal or Instrument.DeclarationOfIntent))
                return Unknown;
            var begun = await BeginAsync(actor, written, city, instrument, language, title, passage, cancel);
            await TakeIdea.SettleAsync(db, boards, origin, cancel);
            return begun;
        }
        if (!await db.Drafts.AnyAsync(d => d.Key == into && d.CityId == city, cancel))
            return Unknown;
        var added = await words.AddAsync(
            new Door(actor, into),
            passage,
            async (draft, article) => (await TakeAsync(written, draft.CityId, draft.Key, article, cancel)).Refusal,
            cancel
        );
        if (added.Refusal is { } no)
            return no;
        await TakeIdea.SettleAsync(db, boards, origin, cancel);
        return into;
    }

    private async Task<Outcome<string>> BeginAsync(
        Actor actor,
        WrittenIdea written,
        long city,
        Instrument instrument,
        Language language,
        string title,
        ArticleText passage,
        CancellationToken cancel
    )
    {
        var key = StartDraft.NewKey();
        // The first article of a text that the city alone is in: both keys are given in this order.
        var taken = await TakeAsync(written, city, key, DraftFromWords.FirstArticle, cancel);
        if (taken.Refusal is { } refusal)
            return refusal;
        var begun = await words.BeginAsync(
            actor,
            city,
            key,
            language,
            instrument,
            title,
            passage,
            // What is signed stays for ever: the board's name, and not the words of whoever had the idea.
            new Origin(Note: new LocalText(written.Language, written.Board)),
            cancel
        );
        return begun.Refusal is { } no ? no : key;
    }

    private async Task<Outcome<Idea>> TakeAsync(
        WrittenIdea written,
        long city,
        string draft,
        string article,
        CancellationToken cancel
    )
    {
        var now = time.GetUtcNow();
        var taken = await TakeIdea.AddAsync(
            db,
            written,
            FateKind.Draft,
            city,
            now.UtcDateTime,
            // Talks that came to nothing leave it free for others.
            f => db.Drafts.AnyAsync(d => d.Key == f.Target && d.Stage != DraftStage.Ended, cancel),
            draft,
            article,
            cancel: cancel
        );
        if (taken.Refusal is null)
            db.Raise("idea-went-on", null, TakeIdea.TagsOf(taken.Value), now);
        return taken;
    }

    private static Refusal Unknown =>
        new("check-fields") { Fields = [new FieldProblem("into", new Refusal("unknown-choice"))] };
}
