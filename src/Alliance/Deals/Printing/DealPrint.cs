using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Deals.Signing;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Printing;

/// <summary>What the print views and the PDFs have in common.</summary>
internal static class DealPrint
{
    /// <summary>The whole address under which the version can be checked: of this site, whatever host was asked.</summary>
    public static string CheckAt(MailLinks links, Reader reader, PrintedDeal deal) =>
        links.Of(reader.Language, $"deals/{deal.Slug}/versions#v{deal.Number}");

    /// <summary>False for what is no number of a version; nothing means the latest.</summary>
    public static bool Number(string? typed, out int? number)
    {
        number = int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : null;
        return string.IsNullOrEmpty(typed) || number is not null;
    }

    /// <summary>
    /// The text that the parties are asked to sign now, for whoever may see the draft; null for others, and at any other time.
    /// </summary>
    public static async Task<PrintedDeal?> ToSignAsync(
        AppDb db,
        Door door,
        TimeProvider time,
        CancellationToken cancel
    ) =>
        await DraftAccess.OpenAsync(db, door, time.GetUtcNow().UtcDateTime, cancel) is { } access
        && access.Draft.Stage == DraftStage.Signing
        && await AnswerRelease.CurrentAsync(db, access.Draft.Id, cancel) is { } release
            ? PrintedDeal.Of(access.Draft, release)
            : null;

    /// <summary>The language whose wording holds, where the reader reads another.</summary>
    public static Language? OtherLanguage(PrintedDeal deal, Reader reader) =>
        Language.Find(deal.Authentic) is { } authentic && authentic != reader.Language ? authentic : null;
}
