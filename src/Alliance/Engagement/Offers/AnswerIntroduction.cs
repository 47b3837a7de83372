using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers;

/// <summary>
/// The city's contact agrees, and each side gets one mail with the other's city contact; or declines with a reason, which who asked reads. Nothing else
/// tells a name.
/// </summary>
public sealed class AnswerIntroduction(AppDb db, FindPeople people, IntroductionMails mails, TimeProvider time)
{
    /// <param name="actor">Deal manager of the city whose offer it is.</param>
    /// <param name="id">The introduction's number.</param>
    /// <param name="turn">The state that was read.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The introduction. Refused with <c>introduction-not-found</c>, <c>not-allowed</c>, <c>somebody-was-faster</c>, <c>introduction-answered</c>,
    /// <c>offer-contact-missing</c>, <c>own-contact-missing</c> (who asks has none any more).
    /// </returns>
    public async Task<Outcome<Introduction>> AgreeAsync(
        Actor actor,
        long id,
        int turn,
        CancellationToken cancel = default
    )
    {
        var found = await FindAsync(actor, id, turn, cancel);
        if (found.Refusal is not null)
            return found;
        var introduction = found.Value;
        var (asked, asking) = (
            await KnownContact.OfAsync(db, people, introduction.Offer!.CityId, cancel),
            await KnownContact.OfAsync(db, people, introduction.CityId, cancel)
        );
        if (asked is null || asking is null)
            return new Refusal(asked is null ? "offer-contact-missing" : "own-contact-missing");
        var now = Answered(introduction, actor, IntroductionState.Agreed);
        var asker = introduction.AskedById is { } account ? (await people([account], cancel)).SingleOrDefault() : null;
        mails.Introduce(introduction, asker ?? asking, asking, asked, now);
        return await db.SaveInTurnAsync(cancel) is { } raced ? raced : introduction;
    }

    /// <param name="actor">Deal manager of the city whose offer it is.</param>
    /// <param name="id">The introduction's number.</param>
    /// <param name="turn">The state that was read.</param>
    /// <param name="reason">Why; who asked reads it.</param>
    /// <param name="language">In which it is typed.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// As <see cref="AgreeAsync"/>, without contacts; and <c>check-fields</c>: at <c>reason</c> <c>reason-missing</c>, <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<Introduction>> DeclineAsync(
        Actor actor,
        long id,
        int turn,
        string reason,
        Language language,
        CancellationToken cancel = default
    )
    {
        var found = await FindAsync(actor, id, turn, cancel);
        if (found.Refusal is not null)
            return found;
        var words = StatedValues.OneLine(reason);
        if (words.Length is 0 or > Introduction.TextLength)
            return new Refusal("check-fields")
            {
                Fields =
                [
                    new FieldProblem("reason", new Refusal(words.Length == 0 ? "reason-missing" : "text-too-long")),
                ],
            };
        var introduction = found.Value;
        Answered(introduction, actor, IntroductionState.Declined);
        introduction.Reason = new LocalText(language.Code, words);
        return await db.SaveInTurnAsync(cancel) is { } raced ? raced : introduction;
    }

    private async Task<Outcome<Introduction>> FindAsync(Actor actor, long id, int turn, CancellationToken cancel)
    {
        var introduction = await db
            .Introductions.Include(i => i.Offer!)
                .ThenInclude(o => o.City)
            .Include(i => i.Offer!)
                .ThenInclude(o => o.Organisation)
            .Include(i => i.OwnOffer)
            .Include(i => i.City)
            .Include(i => i.Organisation)
            .SingleOrDefaultAsync(i => i.Id == id, cancel);
        if (introduction is null || !IntroductionRights.MayRead(actor, introduction))
            return new Refusal("introduction-not-found");
        if (!IntroductionRights.MayAnswer(actor, introduction))
            return new Refusal("not-allowed");
        if (introduction.State != IntroductionState.Asked)
            return new Refusal("introduction-answered");
        return introduction.Turn == turn ? introduction : new Refusal("somebody-was-faster");
    }

    private DateTimeOffset Answered(Introduction introduction, Actor actor, IntroductionState state)
    {
        var now = time.GetUtcNow().InWholeSeconds();
        (introduction.State, introduction.AnsweredById, introduction.AnsweredAt) = (
            state,
            actor.AccountId,
            now.UtcDateTime
        );
        introduction.Turn++;
        return now;
    }
}
