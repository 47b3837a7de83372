using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>A mail that nobody tries any more.</summary>
/// <param name="Language">Of the subject, ISO 639-1.</param>
/// <param name="Trouble">Null of one that was given up before this was noted.</param>
/// <param name="Said">What the mail server said of it, where that is about the mail and not about the way to the server.</param>
/// <param name="Kept">Whether its text is still here, so that it can be sent again.</param>
public sealed record GivenUpMail(
    long Id,
    string To,
    string Subject,
    string Language,
    DateTime At,
    MailTrouble? Trouble,
    string? Said,
    bool Kept
);

/// <summary>The mails that were given up, newest first, a page at a time. What they say stays unread: links in them are keys.</summary>
public static class GivenUpMails
{
    public const int PageSize = 50;

    /// <summary>One query.</summary>
    /// <param name="before">The last mail of the page before; null on the first.</param>
    public static async Task<(IReadOnlyList<GivenUpMail> Mails, long? Next)> ReadAsync(
        AppDb db,
        long? before,
        CancellationToken cancel = default
    )
    {
        var mails = await db
            .Mails.Where(m => m.GivenUpAt != null && (before == null || m.Id < before))
            .OrderByDescending(m => m.Id)
            .Take(PageSize + 1)
            .Select(m => new GivenUpMail(
                m.Id,
                m.To,
                m.Subject,
                m.Language,
                m.GivenUpAt!.Value,
                m.Trouble,
                m.Trouble == MailTrouble.Recipient
                || m.Trouble == MailTrouble.Sender
                || m.Trouble == MailTrouble.Message
                    ? m.Problem
                    : null,
                m.Text != ""
            ))
            .ToListAsync(cancel);
        return mails.Count > PageSize ? (mails[..PageSize], mails[PageSize - 1].Id) : (mails, null);
    }
}
