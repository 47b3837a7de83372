using System.Globalization;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Sprints.Visits;

/// <summary>The mails to those who come to a sprint, in its host city's name, each with a link and the days for a calendar.</summary>
public sealed class VisitMails(AppDb db, MailLinks links, TimeProvider time)
{
    public const int WordsLength = 2_000;

    /// <summary>What the keys of these mails begin with.</summary>
    internal const string KeyOfVisits = "sprint-visit:";

    // Who is asked again and again has so many links that hold.
    private const int MostLinks = 20;

    /// <param name="visit">With its links.</param>
    /// <param name="sprint">The sprint.</param>
    /// <param name="city">Its host.</param>
    /// <param name="what"><c>invited</c>, <c>registered</c>, <c>waiting</c>, <c>moved-up</c>, <c>again</c>, <c>changed</c>, <c>left</c>, <c>called-off</c>, <c>over</c>.</param>
    /// <param name="words">The hosts' own, or empty.</param>
    /// <param name="full">Sessions that were wanted and are full.</param>
    internal void Send(
        Visit visit,
        Sprint sprint,
        City city,
        string what,
        string words,
        IReadOnlyList<SprintSession>? full = null
    )
    {
        var now = time.GetUtcNow();
        var token = LinkToken.New();
        visit.Links.Add(new VisitLink { Hash = LinkToken.HashOf(token) });
        if (visit.Links.Count > MostLinks)
            visit.Links.Remove(visit.Links.Where(l => l.Id > 0).MinBy(l => l.Id)!);
        visit.MailedAt = now.UtcDateTime;
        var reader = new Reader(Language.Find(visit.Language) ?? Language.English);
        var (title, host) = (sprint.Title.In(reader.Language).Text, city.Name.In(reader.Language).Text);
        var days = DaysOf(sprint, reader);
        var ended = what is "left" or "called-off";
        var page = links.Of(reader.Language, "sprints/" + sprint.Identifier);
        var calendar = what is "invited" or "waiting" or "over"
            ? null
            : SprintCalendar.Of(sprint, reader.Language, host, links.Sender, page, now.UtcDateTime, visit, ended);
        if (calendar is not null)
            visit.Told = ended ? [] : [.. visit.Told.Union(SprintCalendar.KeysOf(sprint, visit.Chosen))];
        db.Send(
            new Letter(
                // Twice in one second nobody is told the same.
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{KeyOfVisits}{sprint.Id}:{what}:{now.UtcDateTime:yyyyMMddHHmmss}:{LinkToken.HashOf(visit.Email!)[..20]}"
                ),
                visit.Email!,
                reader.Language,
                reader[$"mail.visit-{what}.subject", title],
                [
                    // Hosts name whom they invite. Any other name somebody typed beside an address that may be a stranger's: it goes into no mail.
                    visit is { State: VisitState.Invited, Name: { } name }
                        ? reader["mail.hello", name]
                        : reader["mail.visit.hello"],
                    reader[$"mail.visit-{what}.text", title, host, days],
                    .. words.Length > 0 ? (string[])[words] : [],
                    .. full is { Count: > 0 }
                        ? (string[])
                            [
                                reader[
                                    "mail.visit.full",
                                    string.Join(", ", full.Select(s => s.Title.In(reader.Language).Text))
                                ],
                            ]
                        : [],
                    .. sprint.Place is { } place && !ended && what != "over"
                        ? (string[])[$"{days}\n{place.In(reader.Language).Text}"]
                        : [],
                    reader["mail.visit.regards", host],
                ]
            )
            {
                Action = ended
                    ? (reader["mail.visit.look"], page)
                    : (reader[$"mail.visit-{what}.button"], links.Of(reader.Language, $"sprints/visit/{token}")),
                Footnotes = ended ? [] : [reader["mail.visit.link"]],
                SenderName = host,
                Calendar = calendar,
            },
            now
        );
    }

    private static string DaysOf(Sprint sprint, Reader reader) =>
        sprint switch
        {
            { Begins: { } first, Ends: { } last } when first != last => reader[
                "sprint.from-to",
                reader.Date(first),
                reader.Date(last)
            ],
            { Begins: { } only } => reader.Date(only),
            _ => "",
        };
}
