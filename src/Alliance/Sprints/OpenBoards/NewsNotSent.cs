using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>
/// Mails with news that have not gone yet, or were given up and could be sent again, go with what they tell of: they name it. What else stood in
/// them is told anew.
/// </summary>
public sealed class NewsNotSent(AppDb db)
{
    private const string From = OpenBoardMails.KeyOfNews;
    private static readonly string To = From.TrimEnd(':') + ";";

    /// <summary>The caller saves.</summary>
    /// <param name="suggestion">The key of what is not told of any more.</param>
    /// <param name="email">To this address alone; null for all who follow it.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task RemoveAsync(long suggestion, string? email, CancellationToken cancel)
    {
        var told = db.SuggestionFollowers.Where(f =>
            f.SuggestionId == suggestion && f.MailedAt != null && (email == null || f.Email == email)
        );
        var mails = await db
            .Mails.Where(m =>
                m.Key.CompareTo(From) >= 0
                && m.Key.CompareTo(To) < 0
                && m.SentAt == null
                && told.Any(f => f.Email == m.To && f.MailedAt == m.CreatedAt)
            )
            .ToListAsync(cancel);
        foreach (var mail in mails)
        {
            foreach (
                var other in await db
                    .SuggestionFollowers.Where(f => f.Email == mail.To && f.MailedAt == mail.CreatedAt)
                    .ToListAsync(cancel)
            )
                (other.ToldAt, other.MailedAt) = (other.AskedAt, null);
            db.Mails.Remove(mail);
        }
    }
}
