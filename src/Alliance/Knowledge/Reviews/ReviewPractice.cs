using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Reviews;

/// <summary>
/// A city says of another one's practice whether it is clear and true: asked for, or on its own. Whoever tells the practice gets a mail with what was said.
/// </summary>
public sealed class ReviewPractice(AppDb db, FindPeople people, MailLinks links, TimeProvider time)
{
    /// <param name="actor">A deal manager of the reviewing city.</param>
    /// <param name="id">The practice's number.</param>
    /// <param name="city">The reviewing city's number.</param>
    /// <param name="isClear">A code of <see cref="ReviewAnswer"/>; as <paramref name="isTrue"/>.</param>
    /// <param name="isTrue">Whether it is true, as far as the city can tell.</param>
    /// <param name="remark">What the city wants to say beside, or empty.</param>
    /// <param name="language">In which it says so.</param>
    /// <param name="read">The state that was read (<see cref="PracticeReview.StateOf"/>).</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The review. Refused with <c>practice-not-found</c>, <c>not-allowed</c> (also for the practice's own city), <c>somebody-was-faster</c> where it was
    /// written anew meanwhile; or with <c>check-fields</c>: at <c>is-clear</c>, <c>is-true</c> <c>unknown-choice</c>, at <c>remark</c>
    /// <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<PracticeReview>> RunAsync(
        Actor actor,
        long id,
        long city,
        string isClear,
        string isTrue,
        string remark,
        Language language,
        string read,
        CancellationToken cancel = default
    )
    {
        var practice = await db
            .Practices.Include(p => p.Reviews.Where(r => r.CityId == city))
            .SingleOrDefaultAsync(p => p.Id == id && p.Standing == PracticeStanding.Published, cancel);
        if (practice is null)
            return new Refusal("practice-not-found");
        if (!ReviewRights.MayReview(actor, practice, city))
            return new Refusal("not-allowed");
        var state = PracticeReview.StateOf(practice);
        if (read != state)
            return new Refusal("somebody-was-faster");
        var wrong = new List<FieldProblem>();
        if (!Code.TryParse<ReviewAnswer>(isClear, out var clear))
            wrong.Add(new FieldProblem("is-clear", new Refusal("unknown-choice")));
        if (!Code.TryParse<ReviewAnswer>(isTrue, out var holds))
            wrong.Add(new FieldProblem("is-true", new Refusal("unknown-choice")));
        var words = TypedText.Plain(remark);
        if (words.Length > PracticeReview.RemarkLength)
            wrong.Add(new FieldProblem("remark", new Refusal("text-too-long")));
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };

        var now = time.GetUtcNow().InWholeSeconds();
        var review = practice.Reviews.SingleOrDefault();
        var before = (review?.IsClear, review?.IsTrue, $"{review?.Remark}", review?.Of);
        if (review is null)
            practice.Reviews.Add(
                review = new PracticeReview
                {
                    CityId = city,
                    IsClear = clear,
                    IsTrue = holds,
                    At = now.UtcDateTime,
                    Of = state,
                }
            );
        (review.IsClear, review.IsTrue, review.At, review.Of) = (clear, holds, now.UtcDateTime, state);
        review.Remark = words.Length == 0 ? null : new LocalText(language.Code, words);
        db.Raise("practice-reviewed", null, practice.Tags(), now);
        // Whoever sends the same once more has said nothing new.
        if (before != (clear, holds, words, state))
            await TellAsync(actor, practice, review, now, cancel);
        // The same city twice at once: the second one looks again.
        if (await db.SaveInTurnAsync(cancel) is not { } raced)
            return review;
        db.ChangeTracker.Clear();
        return raced;
    }

    private async Task TellAsync(
        Actor actor,
        Practice practice,
        PracticeReview review,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var city = await db.Cities.Where(c => c.Id == review.CityId).Select(c => c.Name).SingleAsync(cancel);
        var tellers = (await WhoTells.FindAsync(db, people, [practice.CityId], cancel))[practice.CityId];
        // A coordinator may review for a city what the network tells.
        foreach (var teller in tellers.Where(t => t.AccountId != actor.AccountId))
            db.Send(Letter(practice, review, city, teller), now);
    }

    private Letter Letter(Practice practice, PracticeReview review, LocalText city, Person teller)
    {
        var reader = new Reader(teller.Language);
        var (from, title) = (city.In(teller.Language).Text, practice.Title.In(teller.Language).Text);
        return new Letter(
            FormattableString.Invariant(
                $"practice-reviewed:{practice.Id}:{review.CityId}:{review.At:yyyyMMddHHmmss}:{teller.AccountId}"
            ),
            teller.Email,
            teller.Language,
            reader["mail.practice-reviewed.subject", from, title],
            [
                reader["mail.hello", teller.Name],
                reader[
                    "mail.practice-reviewed.text",
                    from,
                    title,
                    reader["practice.clear-" + Code.Of(review.IsClear)],
                    reader["practice.true-" + Code.Of(review.IsTrue)]
                ],
                .. review.Remark is { } remark
                    ? [reader["mail.practice-reviewed.remark", from] + "\n" + remark]
                    : (string[])[],
                reader["mail.practice-reviewed.then"],
            ]
        )
        {
            Action = (
                reader["mail.practice-reviewed.button"],
                links.Of(teller.Language, $"practices/{practice.Identifier}#reviews")
            ),
        };
    }
}
