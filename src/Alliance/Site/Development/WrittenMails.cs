using System.Globalization;
using System.Text.RegularExpressions;
using Alliance.Platform;
using Alliance.Platform.Mail;
using Alliance.Platform.Web;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Alliance.Site.Development;

/// <summary>A mail that was written into the folder.</summary>
public sealed record WrittenMail(long Id, DateTimeOffset At, string To, string Subject, string Text, string Html);

/// <summary>A piece of a plain text; an address leads there.</summary>
public readonly record struct TextPiece(string Text, bool IsAddress);

/// <summary>
/// The mails of a server that has no mail server and is for this machine alone: what somebody who tries the program out needs
/// to go on. Links in mails sign people in, so nobody else may read them: elsewhere there is nothing.
/// </summary>
public sealed partial class WrittenMails(AllianceSettings settings, IOptions<MailSettings> mail)
{
    public const int Most = 50;

    private string Folder => MailTransports.Folder(settings.Data);

    /// <summary>Whether there is anything to read here at all.</summary>
    public bool IsOpenTo(HttpContext http) => !mail.Value.HasServer && Loopback.IsAll(settings) && Loopback.Is(http);

    /// <summary>The newest mails, without those that are being written.</summary>
    public async Task<IReadOnlyList<WrittenMail>> NewestAsync(CancellationToken cancel)
    {
        if (!Directory.Exists(Folder))
            return [];
        var newest = Directory
            .EnumerateFiles(Folder, "*.eml")
            .Select(f => Path.GetFileNameWithoutExtension(f))
            .Where(name => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .OrderDescending(StringComparer.Ordinal)
            .Take(Most);
        var mails = new List<WrittenMail>();
        foreach (var name in newest)
            if (await FindAsync(long.Parse(name, CultureInfo.InvariantCulture), cancel) is { } found)
                mails.Add(found);
        return mails;
    }

    public async Task<WrittenMail?> FindAsync(long id, CancellationToken cancel)
    {
        var file = Path.Combine(Folder, $"{id:D8}.eml");
        if (!File.Exists(file))
            return null;
        using var message = await MimeMessage.LoadAsync(file, cancel);
        return new WrittenMail(
            id,
            message.Date,
            message.To.ToString(),
            message.Subject ?? "",
            message.TextBody ?? "",
            message.HtmlBody ?? ""
        );
    }

    /// <summary>A text with its addresses apart, so that they can be followed.</summary>
    public static IEnumerable<TextPiece> Pieces(string text)
    {
        var done = 0;
        foreach (Match address in Address().Matches(text))
        {
            yield return new TextPiece(text[done..address.Index], false);
            yield return new TextPiece(address.Value, true);
            done = address.Index + address.Length;
        }
        yield return new TextPiece(text[done..], false);
    }

    [GeneratedRegex(@"https?://[^\s<>""]+", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
