using Alliance.Knowledge.Reviews;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Jobs;

/// <summary>
/// Asks whether practices still hold: when two years are over, and each half year until somebody says so. Each person gets one letter with all that are
/// old by then. What was only collected counts from the day since which it stands here as it does; where nobody of its city works here, the network's
/// coordinators are asked.
/// </summary>
internal sealed class RemindOfPractices(AppDb db, FindPeople people, MailLinks links, TimeProvider time)
{
    private const int DaysBetween = 182;

    /// <summary>Whoever published many, one a day, is not written to each day: what grows old meanwhile waits for the next letter.</summary>
    private const int DaysOfRest = 30;

    /// <summary>So many lines a letter has; the list in the workspace has the rest.</summary>
    private const int MostLines = 40;

    /// <summary>One that nobody has looked at for two years, or that was asked about lately.</summary>
    /// <param name="CityId">Null for the network.</param>
    /// <param name="IsCollected">Its city has not spoken for it.</param>
    private sealed record Known(
        long Id,
        LocalText Title,
        long? CityId,
        bool IsCollected,
        DateTime LookedAt,
        bool WasNeverChecked,
        DateTime? AskedAt
    );

    /// <summary>An old one, and who is asked about it.</summary>
    /// <param name="Place">A city, or null for the network.</param>
    private sealed record Due(Known Practice, long? Place);

    public static Task<int> RunAsync(IServiceProvider services, CancellationToken cancel) =>
        ActivatorUtilities.CreateInstance<RemindOfPractices>(services).RunAsync(cancel);

    /// <returns>How many mails were sent.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().InWholeSeconds();
        var known = await KnownAsync(now.UtcDateTime, cancel);
        if (known.Count == 0)
            return 0;
        var tellers = await WhoTells.FindAsync(
            db,
            people,
            [.. known.Select(p => p.CityId).Append(null).Distinct()],
            cancel
        );
        var due = Choose(known, tellers, now.UtcDateTime);
        var letters = due.SelectMany(d => tellers[d.Place].Select(t => (Teller: t, Due: d)))
            .GroupBy(l => l.Teller.AccountId)
            .ToList();
        if (letters.Count == 0)
            return 0;
        foreach (var letter in letters)
            db.Send(Letter(letter.First().Teller, [.. letter.Select(l => l.Due)], now), now);
        var asked = due.Where(d => tellers.Contains(d.Place)).Select(d => d.Practice.Id).ToList();
        DateTime? at = now.UtcDateTime;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db
            .Practices.Where(p => asked.Contains(p.Id))
            .ExecuteUpdateAsync(u => u.SetProperty(p => p.AskedAt, at), cancel);
        // Another node sent the same letters.
        if (await db.SaveInTurnAsync(cancel) is not null)
        {
            db.ChangeTracker.Clear();
            return 0;
        }
        await transaction.CommitAsync(cancel);
        return letters.Count;
    }

    private Task<List<Known>> KnownAsync(DateTime now, CancellationToken cancel)
    {
        var (before, rested) = (ConfirmPractice.OldSince(now), now.AddDays(-DaysOfRest));
        return db
            .Practices.Where(p =>
                p.AskedAt > rested
                || (p.Standing == PracticeStanding.Published && (p.CheckedAt ?? p.PublishedAt ?? p.ChangedAt) <= before)
            )
            .Select(p => new Known(
                p.Id,
                p.Title,
                p.CityId,
                p.Collection != null,
                p.CheckedAt ?? p.PublishedAt ?? p.ChangedAt,
                p.CheckedAt == null && p.PublishedAt == null,
                p.AskedAt
            ))
            .ToListAsync(cancel);
    }

    // All the old ones of a place that has something to be asked about and was not written to lately.
    private static List<Due> Choose(List<Known> known, ILookup<long?, Person> tellers, DateTime now) =>
        [
            .. known
                .GroupBy(p => p.IsCollected && !tellers.Contains(p.CityId) ? null : p.CityId)
                .Where(place => !place.Any(p => p.AskedAt > now.AddDays(-DaysOfRest)))
                .Where(place => place.Any(p => p.AskedAt is null || p.AskedAt <= now.AddDays(-DaysBetween)))
                .SelectMany(place => place.Select(p => new Due(p, place.Key)))
                .OrderBy(d => d.Practice.LookedAt)
                .ThenBy(d => d.Practice.Id),
        ];

    private Letter Letter(Person teller, IReadOnlyList<Due> due, DateTimeOffset now)
    {
        var reader = new Reader(teller.Language);
        var more = due.Count - MostLines;
        return new Letter(
            FormattableString.Invariant($"practices-old:{teller.AccountId}:{now:yyyyMMdd}"),
            teller.Email,
            teller.Language,
            reader.Count("mail.practices-old.subject", due.Count),
            [
                reader["mail.hello", teller.Name],
                reader.Count("mail.practices-old.text", due.Count),
                .. due.Any(d => d.Place != d.Practice.CityId) ? [reader["mail.practices-old.of-cities"]] : (string[])[],
                .. due.Take(MostLines).Select(d => Line(d.Practice, reader)),
                .. more > 0 ? [reader.Count("mail.practices-old.more", more)] : (string[])[],
            ]
        )
        {
            Action = (
                reader["mail.practices-old.button"],
                due is [var only] ? AddressOf(only.Practice, reader) : links.Of(reader.Language, "workspace/practices")
            ),
        };
    }

    private string Line(Known practice, Reader reader) =>
        reader[
            practice.WasNeverChecked ? "mail.practices-old.line-unchecked" : "mail.practices-old.line",
            practice.Title.In(reader.Language).Text,
            reader.Date(DateOnly.FromDateTime(practice.LookedAt))
        ]
        + "\n"
        + AddressOf(practice, reader);

    private string AddressOf(Known practice, Reader reader) =>
        links.Of(reader.Language, FormattableString.Invariant($"workspace/practices/{practice.Id}"));
}
