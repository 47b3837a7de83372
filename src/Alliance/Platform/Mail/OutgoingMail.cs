using System.Buffers;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Alliance.Platform.Mail;

/// <summary>
/// A mail that is to be sent: stored by the same <c>SaveChanges</c> as what it tells of, so that neither is without the
/// other, and sent by <see cref="MailSender"/>.
/// </summary>
public sealed class OutgoingMail
{
    public const int AddressLength = 320;
    private const int SenderLength = 200;
    private const int UnsubscribeLength = 500;

    public long Id { get; private set; }

    /// <summary>
    /// What this mail is, in one word: <c>sign-in:17</c>. A second mail with the same key is never stored, hence never
    /// sent, however often the act is repeated.
    /// </summary>
    public required string Key { get; init; }

    public required string To { get; init; }

    /// <summary>Where answers go, if not to whoever runs this Alliance.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>In whose name it is written; the address stays this Alliance's own, which alone may send for it.</summary>
    public string? SenderName { get; init; }
    public required string Language { get; init; }
    public required string Subject { get; init; }

    /// <summary>
    /// Empty once it was sent: links in mails are keys, and nobody needs them here any more. Of what was given up it stays as
    /// long as the rest, so that it can be sent again.
    /// </summary>
    public required string Text { get; set; }

    /// <inheritdoc cref="Text"/>
    public required string Html { get; set; }

    /// <summary>An iCalendar text (RFC 5545) that goes with it; gone as <see cref="Text"/> is.</summary>
    public string? Calendar { get; set; }

    /// <summary>Where a mail program says that no more of these are wanted, without opening a page (RFC 8058); gone as <see cref="Text"/> is.</summary>
    public string? Unsubscribe { get; set; }
    public required DateTime CreatedAt { get; init; }

    /// <summary>Nobody tries it before; null when it was sent or given up.</summary>
    public DateTime? DueAt { get; set; }
    public int Attempts { get; set; }
    public DateTime? SentAt { get; set; }

    /// <summary>Set when nobody will try it again, unless an administrator says so.</summary>
    public DateTime? GivenUpAt { get; set; }

    /// <summary>What the mail server said last.</summary>
    public string? Problem { get; set; }

    /// <summary>What kind of problem that was.</summary>
    public MailTrouble? Trouble { get; set; }

    // What is quoted in an address can be a sentence, and what stands in brackets a machine of anybody's network.
    private static readonly SearchValues<char> Odd = SearchValues.Create(" \t\r\n\"\\()<>[],;:");

    /// <summary>Whether a mail can go there: one address, without a name or anything quoted, at a host that has a name with a dot.</summary>
    public static bool IsAddress(string text) =>
        text.Length <= AddressLength
        && !text.AsSpan().ContainsAny(Odd)
        && MailboxAddress.TryParse(text, out var mail)
        && mail.Address == text
        && mail.Domain.Contains('.', StringComparison.Ordinal);

    internal static void Map(ModelBuilder model)
    {
        var mail = model.Entity<OutgoingMail>().ToTable("mails");
        mail.Property(m => m.Key).HasMaxLength(200).HasOrdinalOrder();
        mail.HasIndex(m => m.Key).IsUnique();
        mail.Property(m => m.To).HasColumnName("to_address").HasMaxLength(AddressLength);
        mail.Property(m => m.ReplyTo).HasMaxLength(AddressLength);
        mail.Property(m => m.SenderName).HasMaxLength(SenderLength);
        mail.Property(m => m.Unsubscribe).HasMaxLength(UnsubscribeLength);
        mail.Property(m => m.Language).HasMaxLength(10);
        mail.Property(m => m.Subject).HasMaxLength(300);
        mail.Property(m => m.Problem).HasMaxLength(500);
        mail.Property(m => m.Trouble).HasCode();
        // Only what waits is looked for.
        mail.HasIndex(m => m.DueAt).HasFilter("due_at IS NOT NULL").HasDatabaseName("ix_mails_due");
        // Asked for with every look at the server's health.
        mail.HasIndex(m => m.GivenUpAt).HasFilter("given_up_at IS NOT NULL").HasDatabaseName("ix_mails_given_up");
    }
}
