using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers.Jobs;

/// <summary>
/// Tells once by mail that something new matches an open entry: from Monday on what was published in the week before. Each person gets one letter with all
/// of it, and none where nothing matches.
/// </summary>
internal sealed class TellOfMatches(AppDb db, FindPeople people, MailLinks links, TimeProvider time)
{
    internal const string Key = "offer-matches:";

    /// <summary>So many lines a letter has; the list in the workspace has the rest.</summary>
    private const int MostLines = 20;

    /// <summary>Something new, and what it matches.</summary>
    /// <param name="Fits">The entry that was there before.</param>
    private sealed record News(OfferEntry Entry, FoundMatch Fits);

    /// <summary>Somebody who publishes for a city, or represents an organisation.</summary>
    private sealed record Seat(long Account, long? City, long? Organisation);

    public static Task<int> RunAsync(IServiceProvider services, CancellationToken cancel) =>
        ActivatorUtilities.CreateInstance<TellOfMatches>(services).RunAsync(cancel);

    /// <returns>How many mails were written.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var news = await NewsAsync(monday, today, cancel);
        if (news.Count == 0)
            return 0;
        var letters = (await ToWhomAsync(news, cancel)).ToDictionary(l => KeyOf(l.Key, monday));
        // Who was told this week is not told again, whatever was changed meanwhile.
        var keys = letters.Keys.ToList();
        var told = await db.Mails.Where(m => keys.Contains(m.Key)).Select(m => m.Key).ToListAsync(cancel);
        foreach (var key in told)
            letters.Remove(key);
        if (letters.Count == 0)
            return 0;
        var persons = await people([.. letters.Values.Select(l => l.Key)], cancel);
        foreach (var person in persons)
        {
            var key = KeyOf(person.AccountId, monday);
            db.Send(Letter(key, person, [.. letters[key]]), now);
        }
        if (await db.SaveInTurnAsync(cancel) is null)
            return persons.Count;
        // Another node wrote the same letters.
        db.ChangeTracker.Clear();
        return 0;
    }

    // Of two that match the later one is the news: who published that read on its page what was there already.
    private async Task<List<News>> NewsAsync(DateOnly monday, DateOnly today, CancellationToken cancel)
    {
        var until = monday.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var since = until.AddDays(-7);
        var open = OfferRights.Open(db.Offers, today).Where(o => o.PublishedAt < until);
        var matches = await FindMatches.OfEachAsync(
            open.Where(o => o.PublishedAt >= since).OrderBy(o => o.PublishedAt).ThenBy(o => o.Id),
            open,
            today,
            cancel
        );
        var order = matches.Select((m, at) => (m.Entry.Asked.Id, At: at)).ToDictionary(m => m.Id, m => m.At);
        return
        [
            .. matches.SelectMany(m =>
                m.Matches.Where(f => order.GetValueOrDefault(f.Id, -1) < order[m.Entry.Asked.Id])
                    .Select(f => new News(m.Entry, f))
            ),
        ];
    }

    // By account: the deal managers of the city whose entry it matches, and who represents its organisation; not who published the news.
    private async Task<ILookup<long, News>> ToWhomAsync(List<News> news, CancellationToken cancel)
    {
        var cities = news.SelectMany(n => (long[])[n.Entry.Asked.City, n.Fits.CityId]).Distinct().ToList();
        var organisations = news.SelectMany(n => (long?[])[n.Entry.Asked.Organisation, n.Fits.OrganisationId])
            .OfType<long>()
            .Distinct()
            .ToList();
        var seats = await db
            .Memberships.Where(m =>
                (m.Role == MembershipRole.DealManager && m.CityId != null && cities.Contains(m.CityId.Value))
                || (
                    m.Role == MembershipRole.Representative
                    && m.OrganisationId != null
                    && organisations.Contains(m.OrganisationId.Value)
                )
            )
            .Select(m => new Seat(m.AccountId, m.CityId, m.OrganisationId))
            .ToListAsync(cancel);
        var ofCity = seats.Where(s => s.City is not null).ToLookup(s => s.City!.Value, s => s.Account);
        var ofOrganisation = seats
            .Where(s => s.Organisation is not null)
            .ToLookup(s => s.Organisation!.Value, s => s.Account);
        IEnumerable<long> Of(long city, long? organisation) =>
            organisation is { } one ? ofCity[city].Concat(ofOrganisation[one]) : ofCity[city];
        return news.SelectMany(n =>
                Of(n.Fits.CityId, n.Fits.OrganisationId)
                    .Except(Of(n.Entry.Asked.City, n.Entry.Asked.Organisation))
                    .Select(account => (Account: account, News: n))
            )
            .ToLookup(l => l.Account, l => l.News);
    }

    private static string KeyOf(long account, DateOnly monday) =>
        FormattableString.Invariant($"{Key}{account}:{monday:yyyyMMdd}");

    private Letter Letter(string key, Person person, IReadOnlyList<News> news)
    {
        var reader = new Reader(person.Language);
        var more = news.Count - MostLines;
        return new Letter(
            key,
            person.Email,
            person.Language,
            reader["mail.offer-matches.subject"],
            [
                reader["mail.hello", person.Name],
                reader["mail.offer-matches.text"],
                .. news.Take(MostLines).Select(n => Line(n, reader)),
                .. more > 0 ? [reader.Count("mail.offer-matches.more", more)] : (string[])[],
            ]
        )
        {
            Action = (reader["mail.offer-matches.button"], links.Of(reader.Language, "workspace/offers")),
            Footnotes = [reader["mail.offer-matches.why"]],
        };
    }

    private string Line(News news, Reader reader) =>
        reader[
            "mail.offer-matches.line",
            news.Entry.Title.In(reader.Language).Text,
            OfferWording.Whose(news.Entry.Organisation, news.Entry.City, reader.Language),
            news.Fits.Title.In(reader.Language).Text
        ]
        + "\n"
        + MatchWords.Of(news.Fits, reader)
        + "\n"
        + links.Of(reader.Language, "offers/" + news.Entry.Slug);
}
