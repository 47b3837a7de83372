using Alliance.Knowledge.Reviews;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Jobs;

/// <summary>
/// Asks whether practices still hold: when two years are over, and each half year until somebody says so. Each person gets one letter with all that are
/// old by then.
/// </summary>
internal sealed class RemindOfPractices(AppDb db, FindPeople people, MailLinks links, TimeProvider time)
{
    private const int DaysBetween = 182;

    /// <summary>Whoever published many, one a day, is not written to each day: what grows old meanwhile waits for the next letter.</summary>
    private const int DaysOfRest = 30;

    /// <summary>So many lines a letter has; the list in the workspace has the rest.</summary>
    private const int MostLines = 40;

    /// <summary>One that nobody has looked at for two years.</summary>
    /// <param name="CityId">Null for the network.</param>
    private sealed record Old(long Id, LocalText Title, long? CityId, DateTime LookedAt, DateTime? AskedAt);

    public static Task<int> RunAsync(IServiceProvider services, CancellationToken cancel) =>
        ActivatorUtilities.CreateInstance<RemindOfPractices>(services).RunAsync(cancel);

    /// <returns>How many mails were sent.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().InWholeSeconds();
        var due = await DueAsync(now.UtcDateTime, cancel);
        if (due.Count == 0)
            return 0;
        var tellers = await WhoTells.FindAsync(db, people, [.. due.Select(p => p.CityId).Distinct()], cancel);
        var letters = due.SelectMany(p => tellers[p.CityId].Select(t => (Teller: t, Practice: p)))
            .GroupBy(l => l.Teller.AccountId)
            .ToList();
        foreach (var letter in letters)
            db.Send(Letter(letter.First().Teller, [.. letter.Select(l => l.Practice)], now), now);
        var asked = due.Where(p => tellers.Contains(p.CityId)).Select(p => p.Id).ToList();
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

    // All the old ones of a city that has something to be asked about and was not written to lately; of the network likewise.
    private async Task<List<Old>> DueAsync(DateTime now, CancellationToken cancel)
    {
        var (before, rested) = (ConfirmPractice.OldSince(now), now.AddDays(-DaysOfRest));
        var old = await db
            .Practices.Where(p => p.Standing == PracticeStanding.Published && p.PublishedAt != null)
            .Where(p => (p.CheckedAt ?? p.PublishedAt) <= before)
            .Where(p => !db.Practices.Any(o => o.CityId == p.CityId && o.AskedAt > rested))
            .Select(p => new Old(p.Id, p.Title, p.CityId, (p.CheckedAt ?? p.PublishedAt)!.Value, p.AskedAt))
            .ToListAsync(cancel);
        return
        [
            .. old.GroupBy(p => p.CityId)
                .Where(place => place.Any(p => p.AskedAt is null || p.AskedAt <= now.AddDays(-DaysBetween)))
                .SelectMany(place => place)
                .OrderBy(p => p.LookedAt)
                .ThenBy(p => p.Id),
        ];
    }

    private Letter Letter(Person teller, IReadOnlyList<Old> practices, DateTimeOffset now)
    {
        var reader = new Reader(teller.Language);
        var more = practices.Count - MostLines;
        return new Letter(
            FormattableString.Invariant($"practices-old:{teller.AccountId}:{now:yyyyMMdd}"),
            teller.Email,
            teller.Language,
            reader.Count("mail.practices-old.subject", practices.Count),
            [
                reader["mail.hello", teller.Name],
                reader.Count("mail.practices-old.text", practices.Count),
                .. practices.Take(MostLines).Select(p => Line(p, reader)),
                .. more > 0 ? [reader.Count("mail.practices-old.more", more)] : (string[])[],
            ]
        )
        {
            Action = (
                reader["mail.practices-old.button"],
                practices is [var only] ? AddressOf(only, reader) : links.Of(reader.Language, "workspace/practices")
            ),
        };
    }

    private string Line(Old practice, Reader reader) =>
        reader[
            "mail.practices-old.line",
            practice.Title.In(reader.Language).Text,
            reader.Date(DateOnly.FromDateTime(practice.LookedAt))
        ]
        + "\n"
        + AddressOf(practice, reader);

    private string AddressOf(Old practice, Reader reader) =>
        links.Of(reader.Language, FormattableString.Invariant($"workspace/practices/{practice.Id}"));
}
