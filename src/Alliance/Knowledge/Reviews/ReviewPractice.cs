using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Reviews;

/// <summary>A city says of another one's practice whether it is clear and true: asked for, or on its own.</summary>
public sealed class ReviewPractice(AppDb db, TimeProvider time)
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
        // The same city twice at once: the second one looks again.
        return await db.SaveInTurnAsync(cancel) is { } raced ? raced : review;
    }
}
