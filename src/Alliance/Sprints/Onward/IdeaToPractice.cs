using Alliance.Knowledge;
using Alliance.Knowledge.Told;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Alliance.Sprints.Board;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Onward;

/// <summary>Makes a practice of an idea that was judged: a draft first, which its city completes and publishes.</summary>
public sealed class IdeaToPractice(AppDb db, LiveBoards boards, KeepPractice keeping, TimeProvider time)
{
    /// <param name="actor">An editor of the city.</param>
    /// <param name="origin">The idea (<see cref="WrittenIdea"/>).</param>
    /// <param name="city">The number of the city whose practice it will be.</param>
    /// <param name="language">In which it is told.</param>
    /// <param name="kind">A code of <see cref="PracticeKind"/>.</param>
    /// <param name="title">What it is called.</param>
    /// <param name="text">What others can learn from it.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The practice's number. Refused with <c>idea-not-found</c>, <c>idea-not-judged</c>, <c>idea-went-there</c>, and as <see cref="KeepPractice"/> does.
    /// </returns>
    public async Task<Outcome<long>> RunAsync(
        Actor actor,
        string origin,
        long city,
        Language language,
        string kind,
        string title,
        string text,
        CancellationToken cancel = default
    )
    {
        if (!KnowledgeRights.MayEdit(actor, city))
            return new Refusal("not-allowed");
        if (await WrittenIdea.FindAsync(db, boards, origin, cancel) is not { } written)
            return new Refusal("idea-not-found");
        var now = time.GetUtcNow();
        var taken = await TakeIdea.AddAsync(
            db,
            written,
            FateKind.Practice,
            city,
            now.UtcDateTime,
            _ => db.Practices.AnyAsync(p => p.Origin == origin && p.CityId == city, cancel),
            cancel: cancel
        );
        if (taken.Refusal is { } refusal)
            return refusal;
        db.Raise("idea-went-on", null, TakeIdea.TagsOf(taken.Value), now);
        // Stored by this: both, or neither.
        var kept = await keeping.RunAsync(
            actor,
            new StatedPractice(
                null,
                0,
                city,
                language,
                kind,
                title,
                text,
                "",
                "",
                "",
                [],
                origin,
                // What it answers is the problem, where it is said in the same language.
                written.Language == language.Code
                    ? new StatedDetails(
                        new Dictionary<string, string> { ["problem"] = written.Challenge },
                        language.Culture
                    )
                    : null
            ),
            cancel
        );
        if (kept.Refusal is { } no)
            return no;
        await TakeIdea.SettleAsync(db, boards, origin, cancel);
        return kept.Value.Id;
    }
}
