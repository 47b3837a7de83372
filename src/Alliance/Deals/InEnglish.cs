using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>
/// What a city offers others for copying has a summary in English: cities of other languages choose by it. That of a deal may be part of its text,
/// or a translation that its city gave later.
/// </summary>
public static class InEnglish
{
    public const string Missing = "english-summary-missing";

    public static bool Has(LocalText? text) => text?.All.Any(t => t.Key == Language.English.Code) == true;

    /// <summary>The text with a translation that came beside it; what the text says itself goes first.</summary>
    public static LocalText With(LocalText text, string? english) =>
        english is null || Has(text)
            ? text
            : new LocalText(text.Authentic, text.All.Append(new(Language.English.Code, english)));
}
