using MimeKit;

namespace Alliance.Platform.Mail;

/// <summary>Whether something is an address that mail can be sent to over the internet.</summary>
public static class MailAddress
{
    public static bool IsOne(string text) =>
        text.Length <= OutgoingMail.AddressLength
        && MailboxAddress.TryParse(text, out var mail)
        && mail.Address == text
        && mail.Domain.Contains('.', StringComparison.Ordinal);
}
