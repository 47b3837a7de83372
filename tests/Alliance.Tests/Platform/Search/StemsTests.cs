using Alliance.Platform.Search;
using CsCheck;

namespace Alliance.Tests.Platform.Search;

public sealed class StemsTests
{
    /// <summary>A word as a reader types it, and one as it stands in a text of that language.</summary>
    [Theory]
    [InlineData("Gebäude", "Gebäuden", "de")]
    [InlineData("gebaeude", "Gebäuden", "de")]
    [InlineData("GEBAUDE", "Gebäudes", "de")]
    [InlineData("waerme", "Wärme", "de")]
    [InlineData("Warme", "Wärme", "de")]
    [InlineData("Wärme", "Waerme", "de")]
    [InlineData("Strasse", "Straßen", "de")]
    [InlineData("Klimaschutzverträge", "Klimaschutzvertrag", "de")]
    [InlineData("rakennus", "rakennuksissa", "fi")]
    [InlineData("rakennuksissa", "rakennus", "fi")]
    [InlineData("sopimuksen", "sopimus", "fi")]
    [InlineData("ymparisto", "ympäristön", "fi")]
    [InlineData("kaupunki", "kaupungin", "fi", false)]
    [InlineData("byggnad", "byggnader", "sv")]
    [InlineData("byggnaderna", "byggnad", "sv")]
    [InlineData("atagande", "åtaganden", "sv")]
    [InlineData("hus", "husets", "sv")]
    [InlineData("gata", "gatan", "sv")]
    [InlineData("avtal", "hyresavtalet", "sv")]
    [InlineData("hyresavtalets", "hyresavtal", "sv")]
    [InlineData("building", "buildings", "en")]
    [InlineData("city", "cities", "en")]
    [InlineData("city", "city's", "en")]
    [InlineData("Umea", "Umeå", null)]
    [InlineData("Umeå", "Umea", null)]
    [InlineData("Stadtwerk", "Stadtwerke", null)]
    [InlineData("katto", "aurinkokatto", "fi")]
    [InlineData("katot", "aurinkokattojen", "fi")]
    [InlineData("Wärme", "Fernwärme", "de")]
    [InlineData("klima", "Klimaschutz", "de")]
    [InlineData("värme", "fjärrvärmen", "sv")]
    [InlineData("nation", "coordination", "en", false)]
    [InlineData("2030", "2030", "de")]
    [InlineData("203", "2030", "de", false)]
    [InlineData("bus", "business", "en", false)]
    [InlineData("co2", "CO₂", "en")]
    [InlineData("CO₂", "co2", "en")]
    [InlineData("zug", "Bezug", "de", false)]
    public void A_word_is_found_in_another_form(string typed, string written, string? language, bool found = true)
    {
        var query = SearchQuery.Read(typed);
        Assert.Equal(found, Sight.Of(query, written, language).Words.Count > 0);
    }

    [Theory]
    [InlineData("avtal", "avtalets")]
    [InlineData("skola", "skolan")]
    [InlineData("lampa", "lampans")]
    [InlineData("område", "områdena")]
    [InlineData("bageri", "bageriet")]
    [InlineData("timma", "timman")]
    [InlineData("budget", "budgeten")]
    [InlineData("plan", "planen")]
    public void Swedish_articles_at_the_end_are_taken(string word, string definite) =>
        Assert.True(
            KeysOf(word).Overlaps(KeysOf(definite)),
            $"{string.Join(' ', KeysOf(word))} / {string.Join(' ', KeysOf(definite))}"
        );

    [Theory]
    [InlineData("planet")]
    [InlineData("budget")]
    [InlineData("internet")]
    [InlineData("staket")]
    [InlineData("kvalitet")]
    [InlineData("talesman")]
    [InlineData("handlingsplan")]
    public void What_only_looks_like_a_Swedish_article_stays(string word) =>
        Assert.Equal(word, Assert.Single(KeysOf(word)));

    private static HashSet<string> KeysOf(string swedish)
    {
        var terms = Stems.Of(swedish, "sv");
        return [terms.Written, .. terms.Stems];
    }

    [Theory]
    [InlineData("kli", "Klimaschutz", true)]
    [InlineData("kl", "Klimaschutz", false)]
    [InlineData("wärm", "Wärmenetz", true)]
    [InlineData("heat pum", "pumpkin", true)]
    [InlineData("hea pumpkin", "heat", false)]
    [InlineData("203", "2030", false)]
    public void While_typing_three_letters_begin_a_word(string typed, string written, bool found)
    {
        var query = SearchQuery.Read(typed, typing: true);
        Assert.Equal(found, Sight.Of(query, written, "de").Words.Count > 0);
    }

    [Theory]
    [InlineData("the city's heat", "the city heat")]
    [InlineData("l’Orto di San Frediano", "l orto di san frediano")]
    [InlineData("A/S, e.V. & Co.", "a s e v co")]
    [InlineData("CO₂-neutral 100% snake_case", "co2 neutral 100 snake case")]
    [InlineData("\0\ud800x\udc00 🙂 \ufffe\"*^:", "x")]
    [InlineData("Wa\u0308rme", "wärme")]
    public void Texts_are_cut_into_words(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Token.In(text).Select(t => t.Word)));

    [Fact]
    public void Words_lie_where_they_say_in_any_text() =>
        Gen.String.Sample(text =>
        {
            var end = 0;
            foreach (var token in Token.In(text))
            {
                Assert.True(token.Start >= end && token.Length > 0);
                end = token.Start + token.Length;
                Assert.True(end <= text.Length);
            }
            var pieces = Highlight.Pieces(SearchQuery.Read(text), text, "fi");
            Assert.Equal(text, string.Concat(pieces.Select(p => p.Text)));
        });

    [Theory]
    [InlineData("deals for the schools", 2)]
    [InlineData("how can we get more bikes", 1)]
    [InlineData("und", 0)]
    [InlineData("what is the", 0)]
    [InlineData("IT", 1)]
    [InlineData("training for IT", 2)]
    [InlineData("DEALS FOR THE SCHOOLS", 2)]
    [InlineData("%&/()=", 0)]
    [InlineData("", 0)]
    public void Small_words_are_left_out(string text, int words)
    {
        var query = SearchQuery.Read(text);
        Assert.Equal(words, query.Words.Count);
        // And it is said, where there is nothing else.
        Assert.Equal(words == 0 && text.Any(char.IsLetter), query.OnlySmallWords);
    }

    [Theory]
    [InlineData("gebaude", "gebaude", 0)]
    [InlineData("gebuade", "gebaude", 1)]
    [InlineData("gebade", "gebaude", 1)]
    [InlineData("gebaaude", "gebaude", 1)]
    [InlineData("sustanable", "sustainable", 1)]
    [InlineData("agreemnet", "agreement", 1)]
    [InlineData("agremnet", "agreement", 2)]
    [InlineData("abcdef", "xyzdef", 3)]
    public void Slips_of_the_keyboard_are_counted(string one, string other, int mistakes)
    {
        Assert.Equal(mistakes, Mistakes.Between(one, other, 2));
        Assert.Equal(mistakes, Mistakes.Between(other, one, 2));
    }
}
