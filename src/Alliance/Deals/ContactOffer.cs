using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>Where a reader can complete or correct a deal.</summary>
internal static class ContactOffer
{
    /// <param name="contact">The configured <c>Alliance:Contact</c>: a mail address or a web address.</param>
    public static string Address(string? contact, Reader reader, string title, string identifier)
    {
        // Nobody is named: the imprint says who runs the platform.
        if (string.IsNullOrWhiteSpace(contact))
            return reader.At("imprint");
        if (contact.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return contact;
        var subject = Uri.EscapeDataString(reader["deal.mail-subject", title, identifier]);
        return $"mailto:{Uri.EscapeDataString(contact.Trim()).Replace("%40", "@", StringComparison.Ordinal)}?subject={subject}";
    }
}
