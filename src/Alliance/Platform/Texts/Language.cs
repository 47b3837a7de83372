using System.Globalization;

namespace Alliance.Platform.Texts;

/// <summary>A language of the interface, named by its ISO 639-1 code as it stands in addresses (<c>/de/…</c>).</summary>
public sealed record Language(string Code, string OwnName, string CultureName)
{
    public static readonly Language English = new("en", "English", "en-GB");
    public static readonly Language German = new("de", "Deutsch", "de-DE");
    public static readonly Language Finnish = new("fi", "Suomi", "fi-FI");
    public static readonly Language Swedish = new("sv", "Svenska", "sv-SE");
    public static readonly Language Italian = new("it", "Italiano", "it-IT");

    /// <summary>
    /// The languages of the cities of the group: the whole interface is written in each of them.
    /// </summary>
    public static readonly IReadOnlyList<Language> All = [English, German, Finnish, Swedish];

    /// <summary>
    /// Every language that begins an address, in the order in which they are offered. What is shipped with the program (areas, the
    /// menu's actions, ready passages, indicators) is written in each of them; texts of the interface that are not yet stand in English for
    /// readers of those that are not in <see cref="All"/>.
    /// </summary>
    public static readonly IReadOnlyList<Language> Offered = [.. All, Italian];

    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(CultureName);

    /// <summary>Whether Å, Ä and Ö are letters of its own at the end of its alphabet (<see cref="Folding.FoldNordic"/>).</summary>
    public bool HasNordicLetters => Code is "fi" or "sv";

    /// <summary>The language of this code, or null when the interface does not speak it.</summary>
    public static Language? Find(string? code) =>
        Offered.FirstOrDefault(l => string.Equals(l.Code, code, StringComparison.Ordinal));
}
