using Alliance.Deals;
using Alliance.Knowledge.Replications;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Jobs;

/// <summary>Asks a city's managers where a replication stands, on the days of <see cref="ReplicationDays"/>.</summary>
internal sealed class RemindOfReplications(AppDb db, FindPeople people, MailLinks links, TimeProvider time)
{
    /// <summary>So long after the day it is still told: a server may have rested, and sent mails are remembered for so long.</summary>
    private const int DaysTold = 20;

    public static Task<int> RunAsync(IServiceProvider services, CancellationToken cancel) =>
        ActivatorUtilities.CreateInstance<RemindOfReplications>(services).RunAsync(cancel);

    /// <returns>How many mails were sent.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var open = await ReplicationView
            .Of(db, db.Replications.Where(r => r.EndedAt == null && r.ResultAt == null))
            .ToListAsync(cancel);
        var due = open.Select(v => (View: v, Months: DueOn(v, today))).Where(d => d.Months is not null).ToList();
        var sent = 0;
        foreach (var city in due.GroupBy(d => d.View.Replication.CityId))
        {
            var managers = await CityManagers.FindAsync(db, people, city.Key, cancel);
            foreach (var (view, months) in city)
                sent += await RemindAsync(view, months!.Value, managers, cancel);
        }
        return sent;
    }

    private static int? DueOn(ReplicationView view, DateOnly today) =>
        ReplicationDays.Of(view).LastOrDefault(d => today.DayNumber - d.On.DayNumber is >= 0 and < DaysTold)?.Months;

    private async Task<int> RemindAsync(
        ReplicationView view,
        int months,
        IReadOnlyList<Person> managers,
        CancellationToken cancel
    )
    {
        var replication = view.Replication;
        var keys = managers.ToDictionary(m =>
            FormattableString.Invariant(
                $"replication-due:{replication.Id}:{ReplicationDays.Since(view):yyyyMMdd}:{months}:{m.AccountId}"
            )
        );
        var known = keys.Keys.ToList();
        var told = await db.Mails.Where(m => known.Contains(m.Key)).Select(m => m.Key).ToListAsync(cancel);
        foreach (var (key, manager) in keys.Where(k => !told.Contains(k.Key)))
        {
            var reader = new Reader(manager.Language);
            var title = replication.Title.In(manager.Language).Text;
            db.Send(
                new Letter(
                    key,
                    manager.Email,
                    manager.Language,
                    reader["mail.replication-due.subject", title],
                    [
                        reader["mail.hello", manager.Name],
                        reader[
                            view.Deal is null ? "mail.replication-due.open" : "mail.replication-due.in-force",
                            title,
                            months
                        ],
                    ]
                )
                {
                    Action = (
                        reader["mail.replication-due.button"],
                        links.Of(manager.Language, $"workspace/replications/{replication.Id}")
                    ),
                },
                time.GetUtcNow()
            );
        }
        if (await db.SaveInTurnAsync(cancel) is null)
            return keys.Count - told.Count;
        db.ChangeTracker.Clear();
        return 0;
    }
}
