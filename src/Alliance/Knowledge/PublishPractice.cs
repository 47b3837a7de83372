using Alliance.Deals;
using Alliance.Knowledge.Told;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge;

/// <summary>Puts a practice before everybody; with that it has an address, which stays its own.</summary>
public sealed class PublishPractice(AppDb db, TimeProvider time)
{
    private const int Tries = 5;

    /// <param name="actor">Who publishes.</param>
    /// <param name="id">The practice's number.</param>
    /// <param name="turn">The state that was looked at: nobody publishes what somebody else changed unseen.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The practice. Refused with <c>practice-not-found</c>, <c>not-allowed</c>, <c>practice-is-public</c>, <c>somebody-was-faster</c>; or with
    /// <c>check-fields</c>: at <c>text</c> <c>english-summary-missing</c>, at <c>text</c> and, of a city, at <c>problem</c> and <c>done</c> <c>text-missing</c>, at <c>components</c> <c>components-few</c>, at <c>source-0-url</c> <c>practice-source-missing</c> where it has no city that
    /// speaks for it.
    /// </returns>
    public async Task<Outcome<Practice>> RunAsync(Actor actor, long id, int turn, CancellationToken cancel = default)
    {
        for (var left = Tries; ; left--)
        {
            var practice = await db.Practices.Include(p => p.Links).SingleOrDefaultAsync(p => p.Id == id, cancel);
            if (practice is null || !KnowledgeRights.MayRead(actor, practice.CityId))
                return new Refusal("practice-not-found");
            if (!KnowledgeRights.MayPublish(actor, practice.CityId))
                return new Refusal("not-allowed");
            if (practice.Standing == PracticeStanding.Published)
                return new Refusal("practice-is-public");
            if (practice.Turn != turn)
                return new Refusal("somebody-was-faster");
            var wrong = new List<FieldProblem>();
            if (practice.Text is null)
                wrong.Add(new FieldProblem("text", new Refusal("text-missing")));
            // Cities of other languages choose by it what to take over.
            else if (!InEnglish.Has(practice.Text))
                wrong.Add(new FieldProblem("text", new Refusal(InEnglish.Missing)));
            if (practice is { CityId: null, Sources.Count: 0 })
                wrong.Add(new FieldProblem("source-0-url", new Refusal("practice-source-missing")));
            if (practice.CityId is not null)
                PracticeRules.JudgeNew(practice.Told, wrong);
            if (wrong.Count > 0)
                return new Refusal("check-fields") { Fields = wrong };

            // Whole seconds, as in the format: what goes out comes back the same.
            var now = time.GetUtcNow().InWholeSeconds();
            var isNew = practice.Identifier is null;
            practice.Identifier ??= await FreeAsync($"{practice.Title}", cancel);
            (practice.Standing, practice.PublishedAt, practice.CheckedAt, practice.ChangedAt) = (
                PracticeStanding.Published,
                now.UtcDateTime,
                now.UtcDateTime,
                now.UtcDateTime
            );
            practice.Turn++;
            practice.Relink();
            db.Raise("practice-published", null, practice.Tags(), now);
            if (await StorePractice.RunAsync(db, practice, cancel) is not { } raced)
                return practice;
            // Another practice may have taken the address; whoever changed this one is told by its turn the next time.
            if (!isNew || left == 0)
                return raced;
        }
    }

    // "Ask what people would give" → ask-what-people-would-give, or with a number where that is taken.
    private Task<string> FreeAsync(string title, CancellationToken cancel) =>
        FreeSlug.FindAsync(
            db.Practices.Where(p => p.Identifier != null).Select(p => p.Identifier!),
            Slug.Of(title, "practice"),
            cancel,
            Practice.ReservedIdentifier
        );
}
