using System.Text;
using MailKit.Net.Smtp;
using MimeKit;
using MimeKit.Text;

namespace Alliance.Platform.Mail;

/// <summary>Hands a mail over, or throws.</summary>
internal delegate Task MailTransport(OutgoingMail mail, CancellationToken cancel);

internal static class MailTransports
{
    // A server that does not answer must not hold up the others.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static MailTransport For(MailSettings settings, string data) =>
        settings.HasServer
            ? (mail, cancel) => SmtpAsync(settings, mail, cancel)
            : (mail, cancel) => FileAsync(settings, Folder(data), mail, cancel);

    public static string Folder(string data) => Path.Combine(data, "mail");

    private static async Task SmtpAsync(MailSettings settings, OutgoingMail mail, CancellationToken cancel)
    {
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        await client.ConnectAsync(settings.Host!, settings.Port, settings.Socket, cancel);
        if (OperatorSettings.Given(settings.User))
            await client.AuthenticateAsync(settings.User, settings.Password ?? "", cancel);
        await client.SendAsync(Message(settings, mail), cancel);
        await client.DisconnectAsync(quit: true, cancel);
    }

    private static async Task FileAsync(
        MailSettings settings,
        string folder,
        OutgoingMail mail,
        CancellationToken cancel
    )
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{mail.Id:D8}.eml");
        // Whole or not at all; written again after a crash it is the same file.
        await Message(settings, mail).WriteToAsync(file + ".part", cancel);
        File.Move(file + ".part", file, overwrite: true);
    }

    private static TextPart DaysOf(string calendar)
    {
        var part = new TextPart("calendar");
        // Left to itself it takes the smallest alphabet; calendars are UTF-8 (RFC 5545, 3.1.4), and some programs read nothing else.
        part.SetText(Encoding.UTF8, calendar);
        part.ContentType.Parameters.Add(
            "method",
            calendar.Contains("\nMETHOD:CANCEL", StringComparison.Ordinal) ? "CANCEL" : "PUBLISH"
        );
        part.ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = "calendar.ics" };
        return part;
    }

    private static MimeMessage Message(MailSettings settings, OutgoingMail mail)
    {
        var sender = settings.Sender;
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = new DateTimeOffset(mail.CreatedAt, TimeSpan.Zero),
            // The same at every attempt: a server that got it, and could not say so, knows it again.
            MessageId = $"{mail.Id}.{mail.CreatedAt.Ticks:x}@{sender.Domain}",
        };
        var said = new MultipartAlternative
        {
            new TextPart(TextFormat.Plain) { Text = mail.Text },
            new TextPart(TextFormat.Html) { Text = mail.Html },
        };
        // Beside the text and not as another form of it: who reads the mail wants to read it, and then to store the days.
        message.Body = mail.Calendar is { } calendar ? new Multipart("mixed") { said, DaysOf(calendar) } : said;
        message.From.Add(
            mail.SenderName is { } name ? new MailboxAddress($"{name} ({sender.Name})", sender.Address) : sender
        );
        message.To.Add(MailboxAddress.Parse(mail.To));
        if (mail.ReplyTo is { } reply)
            message.ReplyTo.Add(MailboxAddress.Parse(reply));
        if (mail.Unsubscribe is { } unsubscribe)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{unsubscribe}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }
        said.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        // Answering machines do not answer.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
