using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Alliance.Tests.Testing;

/// <summary>What the application has mailed: here mails go into files.</summary>
public static partial class TestAppMail
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The last mail to this address, once it was sent.</summary>
    /// <param name="kind">
    /// How its key begins: where the clock moves on, reminders may come between what was asked for and the asking.
    /// </param>
    public static async Task<MimeMessage> MailAsync(this TestApp app, string email, string kind = "")
    {
        await app.UntilAsync(db => db.Mails.AllAsync(m => m.SentAt != null, Cancel), TimeSpan.FromSeconds(1));
        var id = await app.WithDbAsync(db =>
            db.Mails.Where(m => m.To == email && m.Key.StartsWith(kind)).MaxAsync(m => m.Id, Cancel)
        );
        return await MimeMessage.LoadAsync(Path.Combine(app.Database.Folder, "mail", $"{id:D8}.eml"), Cancel);
    }

    /// <summary>The link in that mail: path and query.</summary>
    public static async Task<string> LinkInMailAsync(this TestApp app, string email, string kind = "") =>
        Link().Match((await app.MailAsync(email, kind)).TextBody!).Groups["path"].Value;

    [GeneratedRegex(@"https?://[^/\s]+(?<path>/\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
