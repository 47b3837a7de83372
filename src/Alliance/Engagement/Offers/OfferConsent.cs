namespace Alliance.Engagement.Offers;

/// <summary>
/// Whether what an organisation agreed to still holds when something is changed that is shown in its name. It holds for less, and for nothing else: what
/// others read anew, who reads it besides and how much longer, the organisation was never asked about.
/// </summary>
internal static class OfferConsent
{
    /// <param name="shown">As others read it.</param>
    /// <param name="words">As its words become.</param>
    /// <param name="subjects">As the rest becomes; null where only a translation is typed.</param>
    public static bool Holds(Offer shown, OfferWords words, OfferSubjects? subjects) =>
        Equals(shown.Title, words.Title)
        && Equals(shown.Text, words.Text)
        && Equals(shown.Quantity, words.Quantity)
        && (
            subjects is null
            || (
                (shown.Kind, shown.Subject, shown.Area) == (subjects.Kind, subjects.Subject, subjects.Area)
                && !IsWider(shown, subjects)
            )
        );

    private static bool IsWider(Offer shown, OfferSubjects subjects) =>
        (shown.SeenBy == OfferAudience.Accounts && subjects.SeenBy == OfferAudience.Everybody)
        || subjects.Until > shown.Until
        || (shown.From is { } from && (subjects.From is null || subjects.From < from));
}
