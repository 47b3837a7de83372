using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Reviews;

/// <summary>Writes to another city's managers and asks them to review a practice: once a month, for so long sent mails are remembered by their key.</summary>
public sealed class AskForReview(AppDb db, FindPeople people, MailLinks links, TimeProvider time)
{
    /// <param name="actor">Who asks, a manager of the practice's city.</param>
    /// <param name="id">The practice's number.</param>
    /// <param name="city">The identifier of the city that is asked.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// How many were written to. Refused with <c>practice-not-found</c>, <c>not-allowed</c>, <c>practice-is-not-public</c>, <c>unknown-choice</c>,
    /// <c>review-nobody-there</c> (the city has no managers here), <c>review-asked-already</c>.
    /// </returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, long id, string city, CancellationToken cancel = default)
    {
        var practice = await db
            .Practices.AsNoTracking()
            .Include(p => p.City)
            .SingleOrDefaultAsync(p => p.Id == id, cancel);
        if (practice is null || !KnowledgeRights.MayRead(actor, practice.CityId))
            return new Refusal("practice-not-found");
        if (!KnowledgeRights.MayPublish(actor, practice.CityId))
            return new Refusal("not-allowed");
        if (practice.Standing != PracticeStanding.Published || practice.City is null)
            return new Refusal("practice-is-not-public");
        var asked = await db.Cities.AsNoTracking().SingleOrDefaultAsync(c => c.Identifier == city, cancel);
        if (asked is null || asked.Id == practice.CityId)
            return new Refusal("unknown-choice");
        var managers = await CityManagers.FindAsync(db, people, asked.Id, cancel);
        if (managers.Count == 0)
            return new Refusal("review-nobody-there");

        var keys = managers.ToDictionary(m =>
            FormattableString.Invariant($"practice-review:{practice.Id}:{asked.Id}:{m.AccountId}")
        );
        var known = keys.Keys.ToList();
        var sent = await db.Mails.Where(m => known.Contains(m.Key)).Select(m => m.Key).ToListAsync(cancel);
        if (sent.Count == keys.Count)
            return new Refusal("review-asked-already");
        foreach (var (key, manager) in keys.Where(k => !sent.Contains(k.Key)))
        {
            var reader = new Reader(manager.Language);
            var (title, from) = (
                practice.Title.In(manager.Language).Text,
                practice.City.Name.In(manager.Language).Text
            );
            db.Send(
                new Letter(
                    key,
                    manager.Email,
                    manager.Language,
                    reader["mail.practice-review.subject", title],
                    [reader["mail.hello", manager.Name], reader["mail.practice-review.text", from, title]]
                )
                {
                    Action = (
                        reader["mail.practice-review.button"],
                        links.Of(manager.Language, $"workspace/practices/{practice.Id}/review")
                    ),
                },
                time.GetUtcNow()
            );
        }
        return await db.SaveInTurnAsync(cancel) is null ? keys.Count - sent.Count : new Refusal("review-asked-already");
    }
}
