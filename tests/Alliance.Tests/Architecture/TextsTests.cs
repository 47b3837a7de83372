using System.Text.Json;
using System.Text.RegularExpressions;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Architecture;

/// <summary>The interface speaks all of its languages completely.</summary>
public sealed partial class TextsTests
{
    [Fact]
    public void Every_language_has_every_text()
    {
        var missing =
            from language in Language.All
            from key in Language.All.SelectMany(TextCatalogue.Own.Keys).Distinct(StringComparer.Ordinal)
            where !TextCatalogue.Own.Has(language, key)
            orderby key
            select $"{language.Code}: {key}";
        Assert.True(!missing.Any(), string.Join("\n", missing));
    }

    /// <summary>Rooms whose public, joining, reporting and copying pages are most of them; the others fall back to English in parts.</summary>
    [Theory]
    [InlineData("Deals")]
    [InlineData("Design")]
    [InlineData("Engagement")]
    [InlineData("Engagement/Offers")]
    [InlineData("Knowledge")]
    [InlineData("Knowledge/Fit")]
    [InlineData("Monitoring")]
    [InlineData("Network")]
    [InlineData("Platform/Documents")]
    [InlineData("Platform/Web")]
    [InlineData("Site")]
    [InlineData("Site/ComingIn")]
    public void Italian_has_every_text_of_these_rooms(string room) =>
        Assert.Equal(KeysOf(room, Language.English), KeysOf(room, Language.Italian));

    /// <summary>Each of its words says in which language it is, so that none may be English in another one's name.</summary>
    [Fact]
    public void The_catalogue_of_data_is_told_in_every_language()
    {
        var missing =
            from language in Language.Offered
            from key in TextCatalogue.Own.Keys(Language.English)
            where key.StartsWith("catalogue.", StringComparison.Ordinal) && !TextCatalogue.Own.Has(language, key)
            orderby key
            select $"{language.Code}: {key}";
        Assert.True(!missing.Any(), string.Join("\n", missing));
    }

    [Fact]
    public void No_text_is_empty_and_each_has_the_same_gaps_in_every_language()
    {
        var broken = new List<string>();
        foreach (var key in TextCatalogue.Own.Keys(Language.English).Order(StringComparer.Ordinal))
        {
            var expected = Gaps(TextCatalogue.Own.Get(Language.English, key));
            foreach (var language in Language.Offered)
            {
                var text = TextCatalogue.Own.Get(language, key);
                // One and many may or may not say the number.
                var counted = key.EndsWith(".one", StringComparison.Ordinal);
                if (string.IsNullOrWhiteSpace(text) || (!counted && !Gaps(text).SetEquals(expected)))
                    broken.Add($"{language.Code}: {key}: {text}");
            }
        }
        Assert.True(broken.Count == 0, string.Join("\n", broken));
    }

    /// <summary>A key that stands in the code as a literal must exist: <c>T["deals.title"]</c>, <c>T.Count("deals", 3)</c>.</summary>
    [Fact]
    public void Every_text_that_a_component_names_exists()
    {
        var missing = new List<string>();
        foreach (var (path, text) in Repository.Sources(".razor").Concat(Repository.Sources(".cs")))
        {
            foreach (Match use in Key().Matches(text))
                if (!TextCatalogue.Own.Has(Language.English, use.Groups["key"].Value))
                    missing.Add($"{path}: {use.Groups["key"].Value}");
            foreach (Match use in CountKey().Matches(text))
            foreach (var form in (string[])[".one", ".other"])
                if (!TextCatalogue.Own.Has(Language.English, use.Groups["key"].Value + form))
                    missing.Add($"{path}: {use.Groups["key"].Value}{form}");
        }
        Assert.True(missing.Count == 0, string.Join("\n", missing.Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public void The_files_hold_their_keys_in_the_same_order()
    {
        foreach (
            var english in Repository
                .Sources("en.json")
                .Where(f => f.Path.EndsWith("/Texts/en.json", StringComparison.Ordinal))
        )
        foreach (var language in Language.All)
        {
            var path = english.Path.Replace("en.json", $"{language.Code}.json", StringComparison.Ordinal);
            var text = File.ReadAllText(Path.Combine(Repository.Root, "src", "Alliance", path));
            Assert.True(
                Keys(english.Text).SequenceEqual(Keys(text)),
                $"{path} has other keys, or another order, than English."
            );
        }
    }

    [Fact]
    public void What_is_in_Italian_stands_in_the_order_of_English()
    {
        foreach (
            var room in Repository
                .Sources("it.json")
                .Select(f => f.Path)
                .Where(p => p.EndsWith("/Texts/it.json", StringComparison.Ordinal))
                .Select(p => p[..^"/Texts/it.json".Length])
        )
        {
            var italian = KeysOf(room, Language.Italian);
            Assert.Equal(
                KeysOf(room, Language.English).Where(new HashSet<string>(italian, StringComparer.Ordinal).Contains),
                italian
            );
        }
    }

    /// <summary>One word for one thing, and one way of speaking to people (docs/language.md).</summary>
    /// <param name="but">Where the other word means another thing.</param>
    [Theory]
    [InlineData("de", @"\bFassung(en)?\b", "accessibility.gaps.text")]
    [InlineData(
        "sv",
        "överenskommels",
        "about.two.text column.instrument.note counting.rule.deal-text instrument.sector-covenant"
    )]
    [InlineData("fi", Plural, "")]
    [InlineData("sv", @"\b(ni|er|era|ert)\b", "")]
    public void No_text_says_what_another_word_was_chosen_for(string language, string forbidden, string but)
    {
        var spoken = Language.Find(language)!;
        var found =
            from key in TextCatalogue.Own.Keys(spoken).Except(but.Split(' '), StringComparer.Ordinal)
            from Match word in Regex.Matches(
                TextCatalogue.Own.Get(spoken, key),
                forbidden,
                RegexOptions.IgnoreCase,
                TimeSpan.FromSeconds(1)
            )
            select $"{key}: {word.Value}";
        Assert.True(!found.Any(), string.Join("\n", found));
    }

    // Speaks to several people; words that only end so are named first.
    private const string Plural =
        @"\b(?!(tunne|tänne|luonne|tarkenne|tilanne|liikenne|[a-zäö]*aikaa|[a-zäö]*paikkaa|alkaa|jakaa|jatkaa|lakkaa|hakkaa|hylkää|liikaa)\b)"
        + @"(te|teidän|teidät|teitä|teille|teillä|teiltä|teistä|teihin|[a-zäö]+(nne|tte|kaa|kää))\b";

    private static List<string> KeysOf(string room, Language language) =>
        Keys(
            File.ReadAllText(Path.Combine(Repository.Root, "src", "Alliance", room, "Texts", $"{language.Code}.json"))
        );

    private static List<string> Keys(string json) =>
        [.. JsonDocument.Parse(json).RootElement.EnumerateObject().Select(p => p.Name)];

    private static HashSet<string> Gaps(string text) => [.. Gap().Matches(text).Select(m => m.Value)];

    [GeneratedRegex("""\{\d+""", RegexOptions.None, 1000)]
    private static partial Regex Gap();

    [GeneratedRegex("""\b(T|reader)\["(?<key>[^"{}]+)"[,\]]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("""\bT\.Count\("(?<key>[^"{}]+)",""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CountKey();
}
