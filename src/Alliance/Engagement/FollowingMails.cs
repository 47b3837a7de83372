using System.Globalization;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;

namespace Alliance.Engagement;

/// <summary>The mails to those who follow something.</summary>
public sealed class FollowingMails(AppDb db, MailLinks links, TimeProvider time)
{
    internal const string KeyOfAsking = "following-ask:";
    internal const string KeyOfNews = "following-news:";
    private const string KeyOfGoingOn = "following-on:";

    // Who is told again and again has so many links that hold.
    private const int MostLinks = 20;

    // Of one thing; the rest is counted, and stands on its page.
    private const int MostItems = 10;

    /// <summary>Between which keys all mails of this class stand.</summary>
    internal static (string From, string To) AllKeys => ("following-", "following.");

    /// <summary>Between which keys the mails stand that asked an address: the first begins all of them, and its number follows.</summary>
    internal static (string From, string To) KeysOfAsking(string email)
    {
        var address = KeyOfAsking + LinkToken.HashOf(email)[..20];
        // What comes next after the colon ends them.
        return (address + ":", address + ";");
    }

    /// <summary>Asks whether the address wants this. Nothing that was typed stands in it, but the address.</summary>
    /// <param name="following">With its links.</param>
    /// <param name="thing">What it is.</param>
    /// <param name="rhythm">As chosen now.</param>
    /// <param name="language">Of the page.</param>
    /// <param name="place">How many this address has had, with this one: of two that are written at once one is stored.</param>
    internal void AskToConfirm(
        Following following,
        FollowedThing thing,
        FollowRhythm rhythm,
        Language language,
        int place
    )
    {
        var reader = new Reader(language);
        var name = thing.Name.In(language).Text;
        db.Send(
            new Letter(
                string.Create(CultureInfo.InvariantCulture, $"{KeysOfAsking(following.Email).From}{place:D9}"),
                following.Email,
                language,
                reader["mail.following-ask.subject", name],
                [
                    reader["mail.following.hello"],
                    reader["mail.following-ask.text", name, reader.Name(rhythm)],
                    reader["mail.following.regards"],
                ]
            )
            {
                Action = (reader["mail.following-ask.button"], PageOf(following, reader, rhythm)),
                Footnotes = [reader["mail.following-ask.mistake", reader.Number((int)Following.ToConfirm.TotalHours)]],
            },
            time.GetUtcNow()
        );
    }

    /// <summary>One mail of everything that is new.</summary>
    /// <param name="told">Of one address, with links: what it is, and what happened, the newest first.</param>
    /// <param name="now">Noted as when it was mailed.</param>
    internal void News(
        IReadOnlyList<(Following Following, FollowedThing Thing, IReadOnlyList<NewsItem> Items)> told,
        DateTime now
    )
    {
        var first = told.MinBy(t => t.Following.Id).Following;
        var reader = ReaderOf(told.MaxBy(t => t.Following.Id).Following);
        var (news, stops) = (new List<string>(), new List<string>());
        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"{KeyOfNews}{first.Id}:{first.ToldUntil:yyyyMMddHHmmssfff}"
        );
        foreach (var (following, thing, items) in told)
        {
            var name = thing.Name.In(reader.Language).Text;
            news.Add($"{name}\n{links.Of(reader.Language, thing.Page)}");
            news.AddRange(
                items
                    .Take(MostItems)
                    .Select(item =>
                        item.Page == thing.Page
                            ? "• " + NewsWords.Of(item, reader)
                            : $"• {item.Title.In(reader.Language).Text}: {NewsWords.Of(item, reader)}\n{links.Of(reader.Language, item.Page)}"
                    )
            );
            if (items.Count > MostItems)
                news.Add(reader.Count("mail.following-news.more", items.Count - MostItems));
            stops.Add($"{reader["mail.following-news.stop", name]}\n{PageOf(following, reader)}");
            following.MailedAt = now;
        }
        var (page, token) = LinkOf(first, reader);
        stops.Add($"{reader["mail.following-news.stop-all"]}\n{page}?all=1");
        db.Send(
            new Letter(
                key,
                first.Email,
                reader.Language,
                told is [var only]
                    ? reader["mail.following-news.subject", only.Thing.Name.In(reader.Language).Text]
                    : reader.Count("mail.following-news.subject-several", told.Count),
                [
                    reader["mail.following.hello"],
                    reader["mail.following-news.text"],
                    .. news,
                    reader["mail.following.regards"],
                ]
            )
            {
                Footnotes = stops,
                Unsubscribe = links.Of(reader.Language, $"following/{token}{OneClick.Ending}"),
            },
            new DateTimeOffset(now, TimeSpan.Zero)
        );
    }

    /// <summary>Asks once whether it shall go on.</summary>
    /// <param name="asked">Of one address, with links, and what it is.</param>
    /// <param name="now">Noted as when it was asked.</param>
    internal void AskToGoOn(IReadOnlyList<(Following Following, FollowedThing? Thing)> asked, DateTime now)
    {
        var first = asked.MinBy(a => a.Following.Id).Following;
        var reader = ReaderOf(asked.MaxBy(a => a.Following.Id).Following);
        foreach (var (following, _) in asked)
            following.AskedAgainAt = now;
        var ends = DateOnly.FromDateTime(now + Following.ToGoOn);
        db.Send(
            new Letter(
                string.Create(CultureInfo.InvariantCulture, $"{KeyOfGoingOn}{first.Id}:{first.ConfirmedAt:yyyyMMdd}"),
                first.Email,
                reader.Language,
                reader["mail.following-on.subject"],
                [
                    reader["mail.following.hello"],
                    reader["mail.following-on.text"],
                    .. asked.Select(a => a.Thing?.Name.In(reader.Language).Text).OfType<string>(),
                    reader["mail.following-on.ends", reader.Date(ends)],
                    reader["mail.following.regards"],
                ]
            )
            {
                Action = (reader["mail.following-on.button"], PageOf(first, reader) + "?on=1"),
            },
            new DateTimeOffset(now, TimeSpan.Zero)
        );
    }

    private string PageOf(Following following, Reader reader, FollowRhythm? asks = null) =>
        LinkOf(following, reader, asks).Page;

    private (string Page, string Token) LinkOf(Following following, Reader reader, FollowRhythm? asks = null)
    {
        var token = LinkToken.New();
        following.Links.Add(new FollowingLink { Hash = LinkToken.HashOf(token), Asks = asks });
        if (following.Links.Count > MostLinks)
            following.Links.Remove(following.Links.Where(l => l.Id > 0).MinBy(l => l.Id)!);
        return (links.Of(reader.Language, "following/" + token), token);
    }

    private static Reader ReaderOf(Following following) => new(Language.Find(following.Language) ?? Language.English);
}
