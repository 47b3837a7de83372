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
    private readonly SortedDictionary<string, string> texts;

    public LocalText(string authentic, IEnumerable<KeyValuePair<string, string>> texts)
    {
        Authentic = authentic;
        this.texts = new SortedDictionary<string, string>(FormatOrder.Instance);
        foreach (var (language, text) in texts)
            this.texts[language] = text;
        if (!this.texts.ContainsKey(authentic))
            throw new ArgumentException($"The authentic language {authentic} has no text.", nameof(texts));
    }

    public LocalText(string authentic, string text)
        : this(authentic, [new(authentic, text)]) { }

    public string Authentic { get; }

    /// <summary>All languages: en, de, fi, sv first, then the others by code.</summary>
    public IEnumerable<KeyValuePair<string, string>> All => texts;

    /// <summary>
    /// The text for a reader of <paramref name="language"/>: that language, else the authentic wording.
    /// </summary>
    public Wording In(Language language) =>
        texts.TryGetValue(language.Code, out var text)
            ? new Wording(text, language.Code, language.Code != Authentic, Authentic)
            : new Wording(texts[Authentic], Authentic, false, Authentic);

    public bool Equals(LocalText? other) =>
        other is not null && Authentic == other.Authentic && texts.SequenceEqual(other.texts);

    public override bool Equals(object? obj) => Equals(obj as LocalText);

    public override int GetHashCode() =>
        HashCode.Combine(Authentic, texts[Authentic].GetHashCode(StringComparison.Ordinal));

    public override string ToString() => texts[Authentic];

    private sealed class FormatOrder : IComparer<string>
    {
        public static readonly FormatOrder Instance = new();

        public int Compare(string? x, string? y)
        {
            var (left, right) = (Rank(x), Rank(y));
            return left != right ? left.CompareTo(right) : string.CompareOrdinal(x, y);
        }

        private static int Rank(string? code)
        {
            var rank = Array.IndexOf(First, code);
            return rank < 0 ? int.MaxValue : rank;
        }
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
        var fields = JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options)!;
        fields.Remove("authentic", out var authentic);
        return new LocalText(authentic ?? throw new JsonException("A text names its authentic language."), fields);
    }

    public override void Write(Utf8JsonWriter writer, LocalText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("authentic", value.Authentic);
        foreach (var (language, text) in value.All)
            writer.WriteString(language, text);
        writer.WriteEndObject();
    }
}
