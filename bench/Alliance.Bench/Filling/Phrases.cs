using System.Reflection;
using Alliance.Platform.Texts;

namespace Alliance.Bench.Filling;

/// <summary>A thing said in four languages, with the code that stands before it in <c>words.txt</c>.</summary>
internal sealed record Phrase(string Code, string[] Texts);

/// <summary>The sections of <c>words.txt</c>.</summary>
internal static class Phrases
{
    public static readonly string[] Languages = ["en", "de", "fi", "sv"];

    private static readonly Dictionary<string, Phrase[]> Sections = Read();

    public static readonly Phrase[] Titles = Sections["titles"];
    public static readonly Phrase[] Sentences = Sections["sentences"];
    public static readonly Phrase[] Actions = Sections["actions"];
    public static readonly Phrase[] Headings = Sections["headings"];
    public static readonly Phrase[] Indicators = Sections["indicators"];
    public static readonly Phrase[] Groups = Sections["groups"];
    public static readonly Phrase[] Collectives = Sections["collectives"];
    public static readonly Phrase[] Notes = Sections["notes"];

    /// <summary>A text in the given languages (bits in the order of <see cref="Languages"/>), the authentic one among them.</summary>
    public static LocalText Text(int authentic, int languages, Func<int, string> inLanguage)
    {
        var texts = new List<KeyValuePair<string, string>>(4);
        for (var i = 0; i < Languages.Length; i++)
            if (i == authentic || (languages & (1 << i)) != 0)
                texts.Add(new(Languages[i], inLanguage(i)));
        return new LocalText(Languages[authentic], texts);
    }

    private static Dictionary<string, Phrase[]> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("words.txt")!;
        using var reader = new StreamReader(stream);
        var sections = new Dictionary<string, List<Phrase>>(StringComparer.Ordinal);
        var section = "";
        while (reader.ReadLine() is { } line)
            if (line.StartsWith('['))
                sections[section = line.Trim('[', ']')] = [];
            else if (line.Contains('|', StringComparison.Ordinal) && line[0] != '#')
            {
                var parts = line.Split('|', StringSplitOptions.TrimEntries);
                sections[section].Add(new Phrase(parts[0], parts[1..]));
            }
        return sections.ToDictionary(s => s.Key, s => s.Value.ToArray(), StringComparer.Ordinal);
    }
}
