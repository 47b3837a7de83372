using System.Globalization;
using Alliance.Platform.Texts;

namespace Alliance.Network;

/// <summary>Names of countries and languages as a reader's language says them.</summary>
public static class Names
{
    // From the texts rather than RegionInfo.DisplayName: that one keeps the first culture that ever asked.
    public static string Country(this Reader reader, string code) =>
        TextCatalogue.Own.Has(reader.Language, $"country.{code}") ? reader[$"country.{code}"] : EnglishCountry(code);

    public static string LanguageName(this Reader reader, string code) =>
        TextCatalogue.Own.Has(reader.Language, $"language-name.{code}") ? reader[$"language-name.{code}"] : code;

    /// <summary>The text with a capital first letter, for where a name stands alone.</summary>
    public static string Capital(this Reader reader, string text) =>
        text.Length == 0 ? text : text[..1].ToUpper(reader.Culture) + text[1..];

    private static string EnglishCountry(string code)
    {
        try
        {
            return new RegionInfo(code).EnglishName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }
}
