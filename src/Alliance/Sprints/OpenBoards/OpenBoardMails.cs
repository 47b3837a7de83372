using System.Globalization;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;

namespace Alliance.Sprints.OpenBoards;

/// <summary>The mails to those who follow suggestions, in the city's name.</summary>
public sealed class OpenBoardMails(AppDb db, MailLinks links, TimeProvider time)
{
    internal const string KeyOfAsking = "open-follow:";
    internal const string KeyOfNews = "open-news:";

    /// <summary>Between which keys the mails stand that asked an address: the first begins all of them, and its number follows.</summary>
    internal static (string From, string To) KeysOfAsking(string email)
    {
        var address = KeyOfAsking + LinkToken.HashOf(email)[..20];
        // What comes next after the colon ends them.
        return (address + ":", address + ";");
    }

    // Who is told again and again has so many links that hold.
    private const int MostLinks = 20;

    /// <summary>
    /// Asks whether the address wants this. None of the sender's own words stand in it: else whoever types a stranger's address could write to it
    /// through us. Nor the author's own link, before anybody knows that it is the author's address.
    /// </summary>
    /// <param name="follower">With its links.</param>
    /// <param name="number">Of what is followed.</param>
    /// <param name="board">Its board, with the city.</param>
    /// <param name="place">How many this address has had, with this one: of two that are written at once one is stored.</param>
    internal void AskToConfirm(SuggestionFollower follower, int number, OpenBoard board, int place)
    {
        var now = time.GetUtcNow();
        var reader = ReaderOf(follower);
        var (city, title) = NamesOf(board, reader);
        var page = PageOf(follower, reader);
        db.Send(
            new Letter(
                string.Create(CultureInfo.InvariantCulture, $"{KeysOfAsking(follower.Email).From}{place:D9}"),
                follower.Email,
                reader.Language,
                reader["mail.open-follow.subject", title],
                [
                    reader["mail.visit.hello"],
                    reader[
                        follower.IsAuthor ? "mail.open-follow.own-text" : "mail.open-follow.text",
                        reader.Number(number),
                        title,
                        city
                    ],
                    reader["mail.visit.regards", city],
                ]
            )
            {
                Action = (reader["mail.open-follow.button"], page),
                Footnotes = [reader["mail.open-follow.mistake", SuggestionFollower.ToConfirm.Days]],
                SenderName = city,
            },
            now
        );
    }

    /// <summary>One mail of everything that is new; notes that they are told.</summary>
    /// <param name="followings">Of one address, with links, suggestions, boards and cities.</param>
    internal void News(IReadOnlyList<SuggestionFollower> followings, DateTime now)
    {
        var first = followings[0];
        var reader = ReaderOf(first);
        var (city, _) = NamesOf(first.Suggestion!.Board!, reader);
        var several = followings.Count > 1;
        var (news, stops) = (new List<string>(), new List<string>());
        var address = "";
        foreach (var one in followings)
        {
            var (suggestion, own) = (one.Suggestion!, PageOf(one, reader));
            var board = suggestion.Board!;
            var isShown = suggestion.State == SuggestionState.Shown;
            address = isShown
                ? links.Of(
                    reader.Language,
                    FormattableString.Invariant($"open-boards/{board.Identifier}/{suggestion.Number}")
                )
                : own;
            // What is not shown is not repeated in a mail either.
            var title = isShown
                ? $"{suggestion.Title} ({NamesOf(board, reader).Title})"
                : reader["suggestion.number-of", reader.Number(suggestion.Number), NamesOf(board, reader).Title];
            news.Add(several ? $"{title}\n{address}" : title);
            stops.Add($"{reader["mail.open-news.stop", title]}\n{own}");
            (one.ToldAt, one.MailedAt) = (now, now);
        }
        db.Send(
            new Letter(
                string.Create(CultureInfo.InvariantCulture, $"{KeyOfNews}{first.Id}:{now:yyyyMMddHHmmss}"),
                first.Email,
                reader.Language,
                reader["mail.open-news.subject"],
                [reader["mail.visit.hello"], reader["mail.open-news.text"], .. news, reader["mail.visit.regards", city]]
            )
            {
                Action = several ? null : (reader["mail.open-news.button"], address),
                Footnotes = stops,
                SenderName = city,
            },
            new DateTimeOffset(now, TimeSpan.Zero)
        );
    }

    private string PageOf(SuggestionFollower follower, Reader reader)
    {
        var token = LinkToken.New();
        follower.Links.Add(new FollowerLink { Hash = LinkToken.HashOf(token) });
        if (follower.Links.Count > MostLinks)
            follower.Links.Remove(follower.Links.Where(l => l.Id > 0).MinBy(l => l.Id)!);
        return links.Of(reader.Language, "open-boards/following/" + token);
    }

    private static Reader ReaderOf(SuggestionFollower follower) =>
        new(Language.Find(follower.Language) ?? Language.English);

    private static (string City, string Title) NamesOf(OpenBoard board, Reader reader) =>
        (board.City!.Name.In(reader.Language).Text, board.Title.In(reader.Language).Text);
}
