using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Alliance.Platform.Texts;

/// <summary>
/// The interface's texts, from every module's <c>Texts/{language}.json</c> (flat: key → text). A key belongs to one
/// module; a test holds that the languages of <see cref="Language.All"/> have all keys, and Italian all of the rooms it names.
/// </summary>
public sealed class TextCatalogue
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> byLanguage;

    public TextCatalogue(Assembly assembly)
    {
        byLanguage = Language.Offered.ToFrozenDictionary(l => l.Code, l => Load(assembly, l.Code));
    }

    public static readonly TextCatalogue Own = new(typeof(TextCatalogue).Assembly);

    public IEnumerable<string> Keys(Language language) => byLanguage[language.Code].Keys;

    /// <summary>
    /// The text; where it is not translated yet the English one; where there is none either, the key itself in brackets:
    /// visible, never an error page.
    /// </summary>
    public string Get(Language language, string key) =>
        byLanguage[language.Code].TryGetValue(key, out var text) ? text
        : byLanguage[Language.English.Code].TryGetValue(key, out var english) ? english
        : $"[{key}]";

    public bool Has(Language language, string key) => byLanguage[language.Code].ContainsKey(key);

    private static FrozenDictionary<string, string> Load(Assembly assembly, string code)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.EndsWith($".Texts.{code}.json", StringComparison.Ordinal))
                continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
                if (!texts.TryAdd(key, text))
                    throw new InvalidDataException($"The text {key} stands in more than one module ({name}).");
        }
        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
