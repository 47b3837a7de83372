using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Joining;

/// <summary>The mails about joining: to who joins, to the association that joins for them, and to the city's managers.</summary>
public sealed class JoinMails(AppDb db, FindPeople people, MailLinks links, TimeProvider time)
{
    /// <summary>The link that confirms; nothing is sent to the city before.</summary>
    internal void AskToConfirm(JoinRequest request, Deal deal, string token)
    {
        var reader = ReaderOf(request);
        var title = Title(deal, reader);
        db.Send(
            new Letter(
                $"join:{request.Submission}:confirm",
                request.ContactEmail!,
                reader.Language,
                reader["mail.join-confirm.subject", title],
                [
                    reader["mail.hello", request.ContactName],
                    reader["mail.join-confirm.text", title, City(deal, reader)],
                    request.Promise.Action.In(reader.Language).Text,
                ]
            )
            {
                Action = (reader["mail.join-confirm.button"], links.Of(reader.Language, $"joinings/{token}")),
                Footnotes =
                [
                    reader["mail.join-confirm.lasts", reader.Number(JoinRequest.ToConfirm.Days)],
                    reader["mail.join-confirm.not-you"],
                ],
            },
            time.GetUtcNow()
        );
    }

    /// <summary>Tells the city's managers that somebody waits.</summary>
    internal async Task TellManagersAsync(Deal deal, string submission, int count, CancellationToken cancel)
    {
        foreach (var manager in await CityManagers.FindAsync(db, people, deal.CityId, cancel))
        {
            var reader = new Reader(manager.Language);
            db.Send(
                new Letter(
                    $"join:{submission}:waits:{manager.AccountId}",
                    manager.Email,
                    manager.Language,
                    reader["mail.join-waits.subject", Title(deal, reader)],
                    [
                        reader["mail.hello", manager.Name],
                        reader.Count("mail.join-waits.text", count, Title(deal, reader)),
                    ]
                )
                {
                    Action = (
                        reader["mail.join-waits.button"],
                        links.Of(manager.Language, $"deals/{deal.Slug}/joinings")
                    ),
                },
                time.GetUtcNow()
            );
        }
    }

    /// <param name="deal">The deal.</param>
    /// <param name="requests">Those who were accepted.</param>
    /// <param name="checkpoint">One of the log that covers their joining.</param>
    /// <param name="cancel">Ends it.</param>
    internal Task AcceptedAsync(Deal deal, List<JoinRequest> requests, string checkpoint, CancellationToken cancel) =>
        AnswerAsync(
            deal,
            requests,
            "joined",
            reader => [reader["mail.joined.checkpoint"], checkpoint, reader["mail.receipt.keep"]],
            cancel
        );

    internal Task RefusedAsync(Deal deal, List<JoinRequest> requests, string reason, CancellationToken cancel) =>
        AnswerAsync(deal, requests, "join-refused", _ => [reason], cancel);

    // To each joiner that has an address, and to who sent an association's table.
    private async Task AnswerAsync(
        Deal deal,
        List<JoinRequest> requests,
        string what,
        Func<Reader, string[]> more,
        CancellationToken cancel
    )
    {
        var managers = await CityManagers.FindAsync(db, people, deal.CityId, cancel);
        foreach (var request in requests.Where(r => r.ContactEmail is not null))
            Answer(deal, request, what, more, managers);
        foreach (var table in requests.Where(r => r.ByAccountId is not null).GroupBy(r => r.Submission))
        foreach (var sender in await people([table.First().ByAccountId!.Value], cancel))
        {
            var reader = new Reader(sender.Language);
            db.Send(
                new Letter(
                    // Part of a table may be answered today and the rest tomorrow.
                    $"join:{table.Key}:{what}:{table.Min(r => r.Id)}",
                    sender.Email,
                    sender.Language,
                    reader[$"mail.{what}.subject", Title(deal, reader)],
                    [
                        reader["mail.hello", sender.Name],
                        reader.Count($"mail.{what}-members", table.Count(), Title(deal, reader)),
                        .. more(reader),
                    ]
                )
                {
                    Action = (reader["mail.joined.button"], links.Of(sender.Language, $"deals/{deal.Slug}")),
                    ReplyTo = managers is [var manager, ..] ? manager.Email : null,
                },
                time.GetUtcNow()
            );
        }
    }

    private void Answer(
        Deal deal,
        JoinRequest request,
        string what,
        Func<Reader, string[]> more,
        IReadOnlyList<Person> managers
    )
    {
        var reader = ReaderOf(request);
        var title = Title(deal, reader);
        db.Send(
            new Letter(
                $"join:{request.Submission}:{request.Row}:{what}",
                request.ContactEmail!,
                reader.Language,
                reader[$"mail.{what}.subject", title],
                [
                    reader["mail.hello", request.ContactName ?? request.Name],
                    reader[$"mail.{what}.text", title, City(deal, reader)],
                    .. more(reader),
                ]
            )
            {
                Action = (reader["mail.joined.button"], links.Of(reader.Language, $"deals/{deal.Slug}")),
                Footnotes = managers.Count == 0 ? [] : [reader["mail.reply-to", managers[0].Name]],
                ReplyTo = managers is [var manager, ..] ? manager.Email : null,
            },
            time.GetUtcNow()
        );
    }

    private static Reader ReaderOf(JoinRequest request) =>
        new(Language.Find(request.ContactLanguage) ?? Language.English);

    private static string Title(Deal deal, Reader reader) => deal.Title.In(reader.Language).Text;

    private static string City(Deal deal, Reader reader) => deal.City!.Name.In(reader.Language).Text;
}
