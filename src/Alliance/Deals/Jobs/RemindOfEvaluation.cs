using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Jobs;

/// <summary>
/// Reminds a city's managers of the evaluation of their deals: a month before, on the day, and once the deal's end is over,
/// every thirty days; of a deal without an end also once a year after its evaluation, or after it was agreed where it has none.
/// Nothing lapses in silence.
/// </summary>
internal sealed class RemindOfEvaluation(AppDb db, FindPeople people, MailLinks links, TimeProvider time)
{
    public const int DaysBefore = 30;
    public const int DaysBetween = EvaluationDay.DaysDue;

    public static Task<int> RunAsync(IServiceProvider services, CancellationToken cancel) =>
        ActivatorUtilities.CreateInstance<RemindOfEvaluation>(services).RunAsync(cancel);

    /// <summary>Each mail has its own key and is sent once, however often this runs; how many were sent.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var deals = await db.Deals.AsNoTracking().Where(d => d.State == DealState.InForce).ToListAsync(cancel);
        var count = 0;
        foreach (var city in deals.GroupBy(d => d.CityId))
        {
            var due = city.Select(d => (Deal: d, Occasion: OccasionOf(d.Evaluation, d.End, d.DatedBy, today)))
                .Where(d => d.Occasion is not null)
                .ToList();
            if (due.Count == 0)
                continue;
            var managers = await CityManagers.FindAsync(db, people, city.Key, cancel);
            foreach (var (deal, occasion) in due)
                count += await RemindAsync(deal, occasion!.Value, managers, cancel);
        }
        return count;
    }

    /// <summary>
    /// What a day brings: the text <c>mail.evaluation.…</c>, the date it is about, and what makes it this occasion and no
    /// other; null for nothing.
    /// </summary>
    internal static (string Text, PartialDate On, string Key)? OccasionOf(
        PartialDate? evaluation,
        PartialDate? end,
        DateOnly? datedBy,
        DateOnly today
    )
    {
        // A deal without an evaluation is looked at when it ends, so its end is told once by that.
        if (end is { } over && today.DayNumber - over.Last.DayNumber is > 0 and var days)
            if (days / DaysBetween is var gaps && (gaps > 0 || evaluation is not null))
                return ("over", over, $"over-{gaps}");
        if ((evaluation ?? end) is { } on)
        {
            // Told again for as long as sent mails are remembered by their key, and not after.
            var left = on.Last.DayNumber - today.DayNumber;
            if (left is > -DaysBetween and <= DaysBefore)
                return left > 0 ? ("soon", on, "soon") : ("today", on, "today");
        }
        if (end is null && (evaluation?.Last ?? datedBy) is { } since && EvaluationDay.Due(since, today) is { } year)
            return ("yearly", PartialDate.Of(year), "yearly");
        return null;
    }

    private async Task<int> RemindAsync(
        Deal deal,
        (string Text, PartialDate On, string Key) occasion,
        IReadOnlyList<Person> managers,
        CancellationToken cancel
    )
    {
        var keys = managers.ToDictionary(m =>
            FormattableString.Invariant($"evaluation:{deal.Id}:{occasion.On}:{occasion.Key}:{m.AccountId}")
        );
        var known = keys.Keys.ToList();
        var sent = await db.Mails.Where(m => known.Contains(m.Key)).Select(m => m.Key).ToListAsync(cancel);
        foreach (var (key, manager) in keys.Where(k => !sent.Contains(k.Key)))
        {
            var reader = new Reader(manager.Language);
            var title = deal.Title.In(manager.Language).Text;
            db.Send(
                new Letter(
                    key,
                    manager.Email,
                    manager.Language,
                    reader["mail.evaluation.subject", title],
                    [
                        reader["mail.hello", manager.Name],
                        reader["mail.evaluation." + occasion.Text, title, reader.Date(occasion.On)],
                    ]
                )
                {
                    Action = (
                        reader["mail.evaluation.button"],
                        links.Of(manager.Language, $"deals/{deal.Slug}/manage")
                    ),
                },
                time.GetUtcNow()
            );
        }
        try
        {
            return await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            // Somebody was faster.
            db.ChangeTracker.Clear();
            return 0;
        }
    }
}
