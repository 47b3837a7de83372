using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alliance.Platform.Texts;

/// <summary>
/// A text in one or several languages. <see cref="Authentic"/> names the language of the original wording;
/// every other language is a translation and must be shown as such.
/// </summary>
[JsonConverter(typeof(LocalTextJson))]
public sealed class LocalText : IEquatable<LocalText>
{
    // The order is part of the open format: hashes of versions rest on it. A new language of the interface does not change it.
    private static readonly string[] First = ["en", "de", "fi", "sv"];

    // A few at most, and read by the hundred for a page: a plain array is the quickest there is.
    private readonly KeyValuePair<string, string>[] texts;

    public LocalText(string authentic, IEnumerable<KeyValuePair<string, string>> texts)
    {
        Authentic = authentic;
        this.texts = [.. texts];
        if (this.texts.Length > 1)
            Array.Sort(this.texts, static (a, b) => Compare(a.Key, b.Key));
        for (var i = 1; i < this.texts.Length; i++)
            if (this.texts[i].Key == this.texts[i - 1].Key)
                throw new ArgumentException($"The language {this.texts[i].Key} is given twice.", nameof(texts));
        if (Find(authentic) is null)
            throw new ArgumentException($"The authentic language {authentic} has no text.", nameof(texts));
    }

    public LocalText(string authentic, string text)
        : this(authentic, [new(authentic, text)]) { }

    public string Authentic { get; }

    /// <summary>All languages: en, de, fi, sv first, then the others by code.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> All => texts;

    /// <summary>
    /// The text for a reader of <paramref name="language"/>: that language, else the authentic wording.
    /// </summary>
    public Wording In(Language language) =>
        Find(language.Code) is { } text
            ? new Wording(text, language.Code, language.Code != Authentic, Authentic)
            : new Wording(Find(Authentic)!, Authentic, false, Authentic);

    /// <summary>
    /// <paramref name="whole"/>, where that says the same in every language of this text and others besides; else this text: what
    /// somebody has worded otherwise stays so.
    /// </summary>
    public LocalText CompletedBy(LocalText whole) =>
        Authentic == whole.Authentic && texts.All(t => whole.Find(t.Key) == t.Value) ? whole : this;

    public bool Equals(LocalText? other) =>
        other is not null && Authentic == other.Authentic && texts.SequenceEqual(other.texts);

    public override bool Equals(object? obj) => Equals(obj as LocalText);

    public override int GetHashCode() =>
        HashCode.Combine(Authentic, Find(Authentic)!.GetHashCode(StringComparison.Ordinal));

    public override string ToString() => Find(Authentic)!;

    private string? Find(string language)
    {
        foreach (var (code, text) in texts)
            if (code == language)
                return text;
        return null;
    }

    private static int Compare(string x, string y)
    {
        var (left, right) = (Rank(x), Rank(y));
        return left != right ? left.CompareTo(right) : string.CompareOrdinal(x, y);
    }

    private static int Rank(string code)
    {
        var rank = Array.IndexOf(First, code);
        return rank < 0 ? int.MaxValue : rank;
    }
}

/// <summary>A text as one reader gets it: in which language it is, and whether it is a translation.</summary>
/// <param name="Language">The code for <c>lang</c>.</param>
/// <param name="Translated">True when the wording is a translation by the platform.</param>
/// <param name="Authentic">The language of the original wording.</param>
public readonly record struct Wording(string Text, string Language, bool Translated, string Authentic)
{
    public override string ToString() => Text;
}

/// <summary><c>{"authentic":"en","en":"…","de":"…"}</c>, see docs/format.md, "Text".</summary>
internal sealed class LocalTextJson : JsonConverter<LocalText>
{
    public override LocalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? authentic = null;
        var texts = new List<KeyValuePair<string, string>>(4);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("A text is an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var language = Known(ref reader) ?? reader.GetString()!;
            reader.Read();
            var text = reader.GetString() ?? throw new JsonException("A text is never null.");
            if (language == "authentic")
                authentic = text;
            else
                texts.Add(new(language, text));
        }
        return new LocalText(authentic ?? throw new JsonException("A text names its authentic language."), texts);
    }

    // The names that nearly every text has, without making a string of each.
    private static string? Known(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("authentic"u8) ? "authentic"
        : reader.ValueTextEquals("en"u8) ? "en"
        : reader.ValueTextEquals("de"u8) ? "de"
        : reader.ValueTextEquals("fi"u8) ? "fi"
        : reader.ValueTextEquals("sv"u8) ? "sv"
        : null;

    public override void Write(Utf8JsonWriter writer, LocalText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("authentic", value.Authentic);
        foreach (var (language, text) in value.All)
            writer.WriteString(language, text);
        writer.WriteEndObject();
    }
}
