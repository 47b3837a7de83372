using System.Globalization;

namespace Alliance.Platform.Texts;

/// <summary>A language of the interface, named by its ISO 639-1 code as it stands in addresses (<c>/de/…</c>).</summary>
public sealed record Language(string Code, string OwnName, string CultureName)
{
    public static readonly Language English = new("en", "English", "en-GB");
    public static readonly Language German = new("de", "Deutsch", "de-DE");
    public static readonly Language Finnish = new("fi", "Suomi", "fi-FI");
    public static readonly Language Swedish = new("sv", "Svenska", "sv-SE");

    /// <summary>The complete languages, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<Language> All = [English, German, Finnish, Swedish];

    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(CultureName);

    /// <summary>Whether Å, Ä and Ö are letters of its own at the end of its alphabet (<see cref="Folding.FoldNordic"/>).</summary>
    public bool HasNordicLetters => Code is "fi" or "sv";

    /// <summary>The language of this code, or null when the interface does not speak it.</summary>
    public static Language? Find(string? code) =>
        All.FirstOrDefault(l => string.Equals(l.Code, code, StringComparison.Ordinal));
}
