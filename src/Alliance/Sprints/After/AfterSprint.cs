using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Sprints.Visits;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.After;

/// <summary>What the days after a sprint bring: visitors are asked for feedback, and whoever sees to a follow-up is reminded; how many mails.</summary>
internal sealed class AfterSprint(AppDb db, VisitMails visits, FindPeople people, MailLinks links, TimeProvider time)
{
    /// <summary>Nobody is written to before this hour of the sprint's day.</summary>
    private const int FirstHour = 8;

    /// <summary>Who has been asked so long after is not asked any more.</summary>
    private const int FeedbackDays = 14;

    /// <summary>On the day, a week and a month later.</summary>
    private static readonly int[] Reminders = [0, 7, 30];

    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var after = ActivatorUtilities.CreateInstance<AfterSprint>(services);
        return await after.AskAsync(cancel) + await after.RemindAsync(cancel);
    }

    private async Task<int> AskAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var sent = 0;
        foreach (
            var sprint in await db
                .Sprints.Where(s => s.State == SprintState.Published && s.Collection == null)
                .Where(s => db.SprintVisits.Any(v => v.SprintId == s.Id && !v.AskedFeedback && v.Email != null))
                .ToListAsync(cancel)
        )
        {
            var today = sprint.DayOf(now);
            if (
                !(sprint.LastDay < today)
                || sprint.LastDay < today.AddDays(-FeedbackDays)
                || sprint.LocalTime(now).Hour < FirstHour
            )
                continue;
            var city = await db.Cities.AsNoTracking().SingleAsync(c => c.Identifier == sprint.Host, cancel);
            // Where nobody was checked in, all who had a place are asked.
            var came = db.SprintVisits.Where(v => v.SprintId == sprint.Id && v.State == VisitState.Registered);
            var counted = await came.AnyAsync(v => v.CheckedInAt != null, cancel);
            foreach (
                var visit in await came.Include(v => v.Links)
                    .Where(v => !v.AskedFeedback && v.Email != null && (!counted || v.CheckedInAt != null))
                    .ToListAsync(cancel)
            )
            {
                visits.Send(visit, sprint, city, "over", "");
                (visit.AskedFeedback, visit.Turn) = (true, visit.Turn + 1);
                sent++;
            }
            // Somebody changed one of them meanwhile: the next run looks again.
            if (await db.SaveInTurnAsync(cancel) is not null)
                db.ChangeTracker.Clear();
        }
        return sent;
    }

    private async Task<int> RemindAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (latest, sent) = (DateOnly.FromDateTime(now.UtcDateTime).AddDays(1), 0);
        foreach (
            var followUp in await db
                .FollowUps.Include(f => f.Sprint)
                .Where(f =>
                    f.State == FollowUpState.Open
                    && f.Sprint!.State == SprintState.Published
                    && f.Due <= latest
                    && f.Reminded < Reminders.Length
                )
                .OrderBy(f => f.Id)
                .ToListAsync(cancel)
        )
        {
            var sprint = followUp.Sprint!;
            var days = sprint.DayOf(now.UtcDateTime).DayNumber - followUp.Due!.Value.DayNumber;
            var reached = Reminders.Count(r => r <= days);
            if (reached <= followUp.Reminded || sprint.LocalTime(now.UtcDateTime).Hour < FirstHour)
                continue;
            var city = await db
                .Cities.Where(c => c.Identifier == sprint.Host)
                .Select(c => new { c.Id, c.Name })
                .SingleAsync(cancel);
            IReadOnlyList<Letter> letters = followUp.Email is null
                ?
                [
                    .. (await CityManagers.FindAsync(db, people, city.Id, cancel)).Select(m =>
                        ToManager(followUp, m, reached)
                    ),
                ]
                : [ToOwner(followUp, city.Name, reached)];
            // A city without managers has them one day.
            if (letters.Count == 0)
                continue;
            foreach (var letter in letters)
                db.Send(letter, now);
            (followUp.Reminded, followUp.Turn) = (reached, followUp.Turn + 1);
            if (await db.SaveInTurnAsync(cancel) is null)
                sent += letters.Count;
            else
                db.ChangeTracker.Clear();
        }
        return sent;
    }

    private Letter ToOwner(FollowUp followUp, LocalText host, int reached)
    {
        var sprint = followUp.Sprint!;
        var reader = new Reader(Language.Find(followUp.Language) ?? Language.English);
        var title = sprint.Title.In(reader.Language).Text;
        return new Letter(
            FormattableString.Invariant($"follow-up:{followUp.Id}:{followUp.Turn}:{reached}"),
            followUp.Email!,
            reader.Language,
            reader["mail.follow-up.subject", title],
            [
                reader["mail.visit.hello"],
                reader["mail.follow-up.text", title, followUp.Owner, reader.Date(followUp.Due!.Value)],
                followUp.Text,
                reader["mail.follow-up.ask"],
                reader["mail.visit.regards", host.In(reader.Language).Text],
            ]
        )
        {
            Action = (reader["mail.visit.look"], links.Of(reader.Language, $"sprints/{sprint.Identifier}#follow-ups")),
            SenderName = host.In(reader.Language).Text,
        };
    }

    // Whom to ask nobody has said: who manages the host city's deals finds out.
    private Letter ToManager(FollowUp followUp, Person manager, int reached)
    {
        var sprint = followUp.Sprint!;
        var reader = new Reader(manager.Language);
        var title = sprint.Title.In(reader.Language).Text;
        return new Letter(
            FormattableString.Invariant($"follow-up:{followUp.Id}:{followUp.Turn}:{reached}:{manager.AccountId}"),
            manager.Email,
            reader.Language,
            reader["mail.follow-up.subject", title],
            [
                reader["mail.hello", manager.Name],
                reader["mail.follow-up.text", title, followUp.Owner, reader.Date(followUp.Due!.Value)],
                followUp.Text,
                reader["mail.follow-up.no-address"],
            ]
        )
        {
            Action = (
                reader["mail.visit.look"],
                links.Of(
                    reader.Language,
                    FormattableString.Invariant($"workspace/sprints/{sprint.Identifier}/after#{followUp.Key}")
                )
            ),
        };
    }
}
