using Alliance.Deals;
using Alliance.Knowledge.Reviews;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Jobs;

/// <summary>Asks a city's managers whether a practice of theirs still holds: when two years are over, and each half year until they say so.</summary>
internal sealed class RemindOfPractices(AppDb db, FindPeople people, MailLinks links, TimeProvider time)
{
    private const int DaysBetween = 182;
    private const string KeyOf = "practice-old:";

    /// <summary>Told on these days of the half year alone: for so long sent mails are remembered by their key.</summary>
    private const int DaysTold = 20;

    public static Task<int> RunAsync(IServiceProvider services, CancellationToken cancel) =>
        ActivatorUtilities.CreateInstance<RemindOfPractices>(services).RunAsync(cancel);

    /// <returns>How many mails were sent.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var before = now.UtcDateTime.AddDays(-ConfirmPractice.DaysCurrent);
        var old = await db
            .Practices.AsNoTracking()
            .Where(p => p.Standing == PracticeStanding.Published && p.CityId != null && p.PublishedAt != null)
            .Where(p => (p.CheckedAt ?? p.PublishedAt) <= before)
            .ToListAsync(cancel);
        var told = (
            await db.Mails.Where(m => m.Key.StartsWith(KeyOf)).Select(m => m.Key).ToListAsync(cancel)
        ).ToHashSet(StringComparer.Ordinal);
        var sent = 0;
        foreach (var city in old.GroupBy(p => p.CityId!.Value))
        {
            var managers = await CityManagers.FindAsync(db, people, city.Key, cancel);
            foreach (var practice in city)
                sent += await RemindAsync(practice, managers, told, now, cancel);
        }
        return sent;
    }

    private async Task<int> RemindAsync(
        Practice practice,
        IReadOnlyList<Person> managers,
        HashSet<string> told,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var since = practice.LookedAt!.Value;
        var (times, day) = Math.DivRem(
            (int)(now.UtcDateTime - since).TotalDays - ConfirmPractice.DaysCurrent,
            DaysBetween
        );
        if (day >= DaysTold)
            return 0;
        var keys = managers.ToDictionary(m =>
            FormattableString.Invariant($"{KeyOf}{practice.Id}:{since:yyyyMMdd}:{times}:{m.AccountId}")
        );
        var count = 0;
        foreach (var (key, manager) in keys.Where(k => !told.Contains(k.Key)))
        {
            var reader = new Reader(manager.Language);
            var title = practice.Title.In(manager.Language).Text;
            db.Send(
                new Letter(
                    key,
                    manager.Email,
                    manager.Language,
                    reader["mail.practice-old.subject", title],
                    [
                        reader["mail.hello", manager.Name],
                        reader["mail.practice-old.text", title, reader.Date(DateOnly.FromDateTime(since))],
                    ]
                )
                {
                    Action = (
                        reader["mail.practice-old.button"],
                        links.Of(manager.Language, $"workspace/practices/{practice.Id}")
                    ),
                },
                now
            );
            count++;
        }
        if (await db.SaveInTurnAsync(cancel) is null)
            return count;
        db.ChangeTracker.Clear();
        return 0;
    }
}
