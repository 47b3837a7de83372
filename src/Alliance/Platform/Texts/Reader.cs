using System.Globalization;
using Alliance.Platform.Data;

namespace Alliance.Platform.Texts;

/// <summary>
/// Who reads: in which language the page speaks. The language comes from the address alone, so that a cached page
/// never depends on a cookie or header.
/// </summary>
public sealed class Reader(Language language)
{
    public Language Language { get; } = language;
    public CultureInfo Culture => Language.Culture;

    /// <summary>An address inside the site in this language: <c>At("deals")</c> is <c>/de/deals</c>.</summary>
    public string At(string path = "") => path.Length == 0 ? $"/{Language.Code}" : $"/{Language.Code}/{path}";

    /// <summary>A text of the interface; <c>{0}</c>, <c>{1}</c> … are filled in as the language writes them.</summary>
    public string this[string key, params ReadOnlySpan<object?> values]
    {
        get
        {
            var text = TextCatalogue.Own.Get(Language, key);
            return values.Length == 0 ? text : Joined(string.Format(Culture, text, values));
        }
    }

    /// <summary>
    /// A text with a count: <c>key.one</c> or <c>key.other</c>, which is all the cardinal forms that whole numbers take in
    /// English, German, Finnish and Swedish (CLDR plural rules), and in Italian but for round millions; <c>{0}</c> is the number, grouped.
    /// </summary>
    public string Count(string key, long number, params ReadOnlySpan<object?> more) =>
        Joined(
            string.Format(
                Culture,
                TextCatalogue.Own.Get(Language, number == 1 ? key + ".one" : key + ".other"),
                [Number(number), .. more]
            )
        );

    /// <summary>
    /// Of a text that is not translated into the reader's language the language in which it is shown, for <c>lang</c>; null where it is. Links to places
    /// that are in English are called so.
    /// </summary>
    public string? Otherwise(string key) => TextCatalogue.Own.Has(Language, key) ? null : Language.English.Code;

    /// <summary>What <c>lang</c> says of words in this language among the reader's own: nothing where it is the same.</summary>
    public string? Foreign(string? code) => code == Language.Code ? null : code;

    /// <summary>A number as the language writes it, with as many decimals as it has (six at most).</summary>
    public string Number(decimal value) => value.ToString("#,##0.######", Culture);

    public string Date(PartialDate date) => date.In(Language);

    public string Date(DateOnly date) => PartialDate.Of(date).In(Language);

    /// <summary>The name of an enumeration value: the text <c>instrument.pledge-scheme</c>.</summary>
    public string Name<T>(T value)
        where T : struct, Enum => this[$"{Code.OfType<T>()}.{Code.Of(value)}"];

    private string Joined(string filled) => Language == Language.Italian ? Elision.InItalian(filled) : filled;
}
