using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;

namespace Alliance.Monitoring.Reporting;

/// <summary>The mails that ask for reports, in the name of the city's manager, each with a link of its own.</summary>
public sealed class ReportMails(AppDb db, MailLinks links, TimeProvider time)
{
    /// <summary>What the keys of these mails begin with; the request's number follows.</summary>
    internal const string KeyOfRequests = "report:";

    // More would be a list instead of a mail; the page has them all.
    private const int MostNamed = 6;

    /// <param name="request">With its city, and its questions' deals.</param>
    /// <param name="manager">Whose name it bears; the city's alone where it has no manager any more.</param>
    /// <param name="what"><c>ask</c>, <c>soon</c>, <c>today</c>, <c>late</c>, <c>handed-over</c>: the text <c>mail.report-…</c>.</param>
    /// <param name="about">What it asks for or misses.</param>
    /// <param name="due">By which day.</param>
    /// <param name="occasion">What makes this mail this one and no other.</param>
    internal void Send(
        ReportRequest request,
        Person? manager,
        string what,
        IReadOnlyList<ReportQuestion> about,
        DateOnly due,
        string occasion
    )
    {
        var now = time.GetUtcNow();
        var token = LinkToken.New();
        request.Links.Add(new ReportLink { Hash = LinkToken.HashOf(token), ExpiresAt = request.KeepUntil!.Value });
        request.WrittenAt = now.UtcDateTime;
        request.Touch();
        var reader = new Reader(Language.Find(request.Language) ?? Language.English);
        var city = request.City!.Name.In(reader.Language).Text;
        var periods = string.Join(", ", about.Select(q => q.Period).Distinct().Select(p => PeriodText.Of(p, reader)));
        var titles = about.Select(q => q.Deal!.Title.In(reader.Language).Text).Distinct().ToList();
        db.Send(
            new Letter(
                $"{KeyOfRequests}{request.Id}:{occasion}",
                request.Email,
                reader.Language,
                reader[$"mail.report-{what}.subject", city, periods],
                [
                    reader["mail.hello", request.Name],
                    reader[$"mail.report-{what}.text", city, periods, reader.Date(due)],
                    string.Join(
                        '\n',
                        titles
                            .Take(MostNamed)
                            .Select(t => "• " + t)
                            .Concat(
                                titles.Count > MostNamed
                                    ? [reader.Count("mail.report.more", titles.Count - MostNamed)]
                                    : []
                            )
                    ),
                    reader.Count("mail.report.effort", about.Count),
                    manager is null ? city : reader["mail.report.regards", manager.Name, city],
                ]
            )
            {
                Action = (reader["mail.report.button"], links.Of(reader.Language, $"reports/{token}")),
                Footnotes =
                [
                    reader["mail.report.pass-on"],
                    .. manager is null ? (string[])[] : [reader["mail.report.reply", manager.Name]],
                ],
                ReplyTo = manager?.Email,
                SenderName = manager?.Name,
            },
            now
        );
    }
}
