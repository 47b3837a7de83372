using Alliance.Network;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using CsCheck;

namespace Alliance.Tests.Platform.Search;

public sealed class GlossaryTests
{
    private static readonly Glossary Shipped = Glossary.Shipped;

    [Fact]
    public void The_glossary_is_whole()
    {
        Assert.True(Shipped.All.Count >= 400, $"{Shipped.All.Count} concepts");
        Assert.Equal(Shipped.All.Select(c => c.Id).Order(StringComparer.Ordinal), Shipped.All.Select(c => c.Id));
        // The index knows a concept by its letters alone.
        Assert.Equal(Shipped.All.Count, Shipped.All.Select(c => c.Tag).Distinct().Count());
        Assert.All(Shipped.All, c => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", c.Id));
        foreach (var concept in Shipped.All)
        {
            Assert.True(SharedAreas.Find(concept.Area) is not null, $"{concept.Id}: the area {concept.Area}");
            Assert.True(
                concept.Wider is null || Shipped.Find(concept.Wider) is not null,
                $"{concept.Id}: the wider {concept.Wider}"
            );
            foreach (var language in Language.Offered)
                Assert.True(concept.Terms.ContainsKey(language.Code), $"{concept.Id} has no {language.Code}");
            foreach (var (language, terms) in concept.Terms)
            {
                Assert.All(terms, t => Assert.True(t.Length > 0 && t == t.Trim(), $"{concept.Id} {language}: “{t}”"));
                Assert.True(
                    terms.Distinct(StringComparer.OrdinalIgnoreCase).Count() == terms.Count,
                    $"{concept.Id} {language} has a term twice: {string.Join(", ", terms)}"
                );
            }
        }
    }

    [Fact]
    public void Nothing_is_wider_than_itself()
    {
        foreach (var concept in Shipped.All)
        {
            var above = new HashSet<string> { concept.Id };
            for (var wider = Shipped.Find(concept.Wider); wider is not null; wider = Shipped.Find(wider.Wider))
                Assert.True(above.Add(wider.Id), $"{concept.Id} goes round in a circle");
        }
    }

    private const string Small =
        "district-heating\tenergy\theating\tdistrict heating\tFernwärme\tkaukolämpö\tfjärrvärme\tteleriscaldamento\n"
        + "heating\tenergy\t\theating\tHeizung\tlämmitys\tuppvärmning\triscaldamento\n"
        + "heat-pump\tenergy\theating\theat pump\tWärmepumpe\tlämpöpumppu|lämpöpumput\tvärmepump\t\n"
        + "pump\tenergy\t\tpump\tPumpe\tpumppu\tpump\t\n"
        + "car-sharing\tmobility\t\tcar-sharing\tCarsharing\tyhteiskäyttöauto\tbilpool\t\n"
        + "roof\tbuildings\t\troof\tDach\tkatto|katot\ttak\t\n"
        + "ice\tclimate\t\tice\tEis\tjää\tis\t\n"
        + "wood\tenergy\t\twood\tHolz\tpuu\tträ\t\n"
        + "waste\tcircular-economy\t\twaste\tAbfall\tjäte\tavfall\t\n"
        + "tax\tgovernance\t\ttax\tSteuer\tvero\tskatt\t\n"
        + "food\tfood\t\tfood\tEssen\truoka\tmat\t\n"
        + "insulation\tbuildings\t\tinsulation\tDämmung\teristys\tisolering\t\n";

    [Theory]
    [InlineData("de", "Die Fernwärmenetze werden größer", "district-heating")]
    [InlineData("de", "Wärmepumpen", "heat-pump")]
    [InlineData("de", "Wärme aus Pumpen", "pump")]
    [InlineData("fi", "kaukolämmön hinta", "district-heating")]
    [InlineData("fi", "lämpöpumpuilla", "heat-pump")]
    [InlineData("en", "heat pumps in use", "heat-pump")]
    [InlineData("sv", "värmepumparna", "heat-pump")]
    [InlineData("en", "what a car-sharing is", "car-sharing")]
    [InlineData("en", "a carsharing", "car-sharing")]
    [InlineData("de", "das Car-Sharing", "car-sharing")]
    [InlineData("en", "this is so", "")]
    [InlineData("fi", "aurinkokatto", "roof")]
    [InlineData("it", "il teleriscaldamento", "district-heating")]
    [InlineData("nl", "stadsverwarming", "")]
    [InlineData("de", "die Holzheizungen", "wood heating")]
    [InlineData("de", "Gebäudedämmung", "insulation")]
    [InlineData("de", "Abfallsteuer", "waste tax")]
    [InlineData("fi", "jätevero", "waste tax")]
    [InlineData("sv", "matavfall", "food waste")]
    [InlineData("sv", "material", "")]
    public void Texts_name_concepts_in_any_form(string language, string text, string concepts) =>
        Assert.Equal(concepts, string.Join(' ', new Glossary(Small).NamedIn(text, language).Select(c => c.Id)));

    [Theory]
    [InlineData("de", "gemeinsam", "Einsamkeit", "loneliness")]
    [InlineData("de", "anschließen", "Essen", "food-system")]
    [InlineData("de", "Handlungsfelder", "Händler", "retail-shop")]
    [InlineData("sv", "gemensamma", "ensamhet", "loneliness")]
    [InlineData("sv", "parterna", "partner", "partnership")]
    [InlineData("fi", "jättää", "jäte", "waste")]
    [InlineData("fi", "paikallinen", "paikata", "repair")]
    public void What_only_looks_like_a_name_is_none(string language, string other, string name, string concept)
    {
        Assert.DoesNotContain(concept, Shipped.NamedIn(other, language).Select(c => c.Id));
        Assert.Contains(concept, Shipped.NamedIn(name, language).Select(c => c.Id));
    }

    [Fact]
    public void What_only_looks_like_a_name_is_told_of_concepts_that_there_are() =>
        Assert.All(
            Lookalikes.All,
            l => Assert.True(Shipped.Find(l.Concept)?.Terms.ContainsKey(l.Language), $"{l.Language} {l.Concept}")
        );

    [Fact]
    public void Weak_and_strong_grades_are_one_word_and_others_stay_apart()
    {
        foreach (
            var (one, other) in new[]
            {
                ("lampo", "lamo"),
                ("katto", "kato"),
                ("katu", "kadu"),
                ("kaupunki", "kaupungi"),
            }
        )
            Assert.True(
                FinnishForms.Weak(one) == other || FinnishForms.Weak(one) == FinnishForms.Weak(other),
                $"{one} {other}"
            );
        Assert.NotEqual(FinnishForms.Weak("talo"), FinnishForms.Weak("tala"));
    }

    [Theory]
    [InlineData("asuminen", "asumisen")]
    [InlineData("asuminen", "asumista")]
    [InlineData("kuntalainen", "kuntalaisten")]
    [InlineData("osuus", "osuudet")]
    [InlineData("rakennus", "rakennuksissa")]
    public void Finnish_forms_are_one_word(string one, string other)
    {
        static HashSet<string> Of(string word)
        {
            var terms = Stems.Of(word, "fi");
            return [terms.Written, .. terms.Stems];
        }
        Assert.True(Of(one).Overlaps(Of(other)), $"{string.Join(' ', Of(one))} / {string.Join(' ', Of(other))}");
    }

    [Theory]
    [InlineData("vatten", "vattnet")]
    [InlineData("fönster", "fönstret")]
    [InlineData("nyckel", "nycklar")]
    public void Swedish_words_that_lose_a_vowel_are_one_word(string one, string other)
    {
        var glossary = new Glossary($"x\tclimate\t\tx\tX\txx\t{one}\t");
        Assert.NotEmpty(glossary.NamedIn(other, "sv"));
        Assert.Empty(glossary.NamedIn("vantar", "sv"));
    }

    [Fact]
    public void What_begins_so_is_offered_in_the_readers_language()
    {
        var glossary = new Glossary(Small);
        Assert.Equal("kaukolämpö", glossary.Beginning("Fernw", Language.Finnish).First().In(Language.Finnish));
        Assert.Equal("heat-pump", glossary.Beginning("pump", Language.English).ElementAt(1).Id);
        Assert.Equal("pump", glossary.Beginning("pump", Language.English).First().Id);
        Assert.Empty(glossary.Beginning(" ", Language.English));
    }

    [Fact]
    public void What_Italian_has_no_name_for_is_called_as_in_English()
    {
        var glossary = new Glossary(Small);
        var (heating, pump) = (glossary.Find("heating")!, glossary.Find("heat-pump")!);
        Assert.Equal(("riscaldamento", "it"), (heating.In(Language.Italian), heating.NamedIn(Language.Italian)));
        Assert.Equal(("heat pump", "en"), (pump.In(Language.Italian), pump.NamedIn(Language.Italian)));
        Assert.Equal("heat-pump", glossary.Beginning("heat p", Language.Italian).First().Id);
    }

    [Theory]
    [InlineData("fjärvärme", "district-heating")]
    [InlineData("Fernwräme", "district-heating")]
    [InlineData("yhteiskäytöauto", "car-sharing")]
    [InlineData("pumb", "")]
    [InlineData("Fernwärme", "")]
    [InlineData("zeppelin", "")]
    public void One_slip_of_the_keyboard_is_forgiven(string typed, string concepts)
    {
        var glossary = new Glossary(Small);
        List<Token> tokens = [.. Token.In(typed)];
        var word = new QueryWord(tokens[0].Word, Stems.Of(tokens[0].Word, null), unfinished: false);
        var part = Assert.Single(SearchPart.Of(glossary, typed, tokens, [word]));
        Assert.Equal(concepts, string.Join(' ', part.Slips.Select(c => c.Id)));
    }

    [Fact]
    public void A_compound_is_known_by_its_halves_in_other_cases()
    {
        var glossary = new Glossary(
            "heat\tenergy\t\theat\tWärme\tlämpö\tvärme\t\nshop\tgovernance\t\tshop\tLaden\tkauppa\tbutik\t"
        );
        const string typed = "lämmönkauppa";
        List<Token> tokens = [.. Token.In(typed)];
        Assert.Equal(["heat", "shop"], glossary.In("fi")!.In(typed, tokens, typed: true).Select(m => m.Concept.Id));
    }

    /// <summary>The last part bends as the word does; the first one is as it is before another.</summary>
    [Theory]
    [InlineData("sv", "värmenätet", "heat net")]
    [InlineData("sv", "värmenätens", "heat net")]
    [InlineData("sv", "kyrkogårdarna", "church yard")]
    [InlineData("sv", "gatuhörnets", "street corner")]
    [InlineData("sv", "familjedagarna", "family day")]
    [InlineData("sv", "gatsten", "")]
    [InlineData("sv", "dagisplatsen", "")]
    [InlineData("de", "Kinderhäuser", "child house")]
    [InlineData("de", "Hundehäusern", "dog house")]
    [InlineData("de", "Arbeitsmärkten", "work market")]
    [InlineData("de", "Kindheit", "")]
    [InlineData("fi", "jätteenpolton", "waste burning")]
    [InlineData("fi", "jätteenpolttoon", "waste burning")]
    [InlineData("fi", "jännitteen", "")]
    public void Parts_of_inflected_compounds_are_known(string language, string word, string concepts)
    {
        var glossary = new Glossary(
            string.Concat(
                new[]
                {
                    "heat\tenergy\t\theat\tWärme\tlämpö\tvärme\t",
                    "net\tenergy\t\tnet\tNetz\tverkko\tnät\t",
                    "church\tculture\t\tchurch\tKirche\tkirkko\tkyrka\t",
                    "yard\tculture\t\tyard\tHof\tpiha\tgård\t",
                    "street\tmobility\t\tstreet\tStraße\tkatu\tgata\t",
                    "corner\tmobility\t\tcorner\tEcke\tkulma\thörn\t",
                    "family\tskills\t\tfamily\tFamilie\tperhe\tfamilj\t",
                    "day\tskills\t\tday\tTag\tpäivä\tdag\t",
                    "child\tskills\t\tchild\tKind\tlapsi\tbarn\t",
                    "dog\tskills\t\tdog\tHund\tkoira\thund\t",
                    "house\tbuildings\t\thouse\tHaus\ttalo\thus\t",
                    "work\tskills\t\twork\tArbeit\ttyö\tarbete\t",
                    "market\tskills\t\tmarket\tMarkt\tmarkkinat\tmarknad\t",
                    "waste\tcircular-economy\t\twaste\tAbfall\tjäte\tavfall\t",
                    "burning\tenergy\t\tburning\tVerbrennung\tpoltto\tförbränning\t",
                }.Select(line => line + "\n")
            )
        );
        List<Token> tokens = [.. Token.In(word)];
        Assert.Equal(concepts, string.Join(' ', glossary.In(language)!.In(word, tokens).Select(m => m.Concept.Id)));
    }

    [Theory]
    [InlineData("laite", "laitteet")]
    [InlineData("kohde", "kohteessa")]
    [InlineData("tarve", "tarpeen")]
    [InlineData("jäte", "jätteiden")]
    public void Finnish_words_in_e_are_one_word(string one, string other)
    {
        Assert.NotEmpty(new Glossary($"x\tclimate\t\tx\tX\t{one}\txx\t").NamedIn(other, "fi"));
        Assert.NotEmpty(new Glossary($"x\tclimate\t\tx\tX\t{other}\txx\t").NamedIn(one, "fi"));
    }

    [Fact]
    public void Folding_again_changes_nothing() =>
        Gen.String.Sample(text => Assert.Equal(Folding.Fold(text), Folding.Fold(Folding.Fold(text))));

    [Fact]
    public void Every_name_of_a_concept_finds_it()
    {
        var missing = new List<string>();
        foreach (var concept in Shipped.All)
        foreach (var (language, terms) in concept.Terms)
        foreach (var term in terms)
        {
            var query = SearchQuery.Read(term);
            // "is" is Swedish for ice, and says nothing.
            if (query.IsEmpty)
                continue;
            var found = query.Parts.Count == 1 && query.Parts[0].Concepts.Contains(concept);
            if (!found || !Shipped.NamedIn(term, language).Contains(concept))
                missing.Add($"{concept.Id} {language}: {term}");
        }
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Fact]
    public void Another_name_takes_nothing_away()
    {
        var before = new Glossary(Small);
        var lines = Small.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var at in Enumerable.Range(0, lines.Length))
        foreach (
            var name in (string[])["pool", "lånebil", "Mietauto", "district", "yhteinen auto", "heat pump for cars"]
        )
        {
            var cells = lines[at].Split('\t');
            for (var column = 3; column < 7; column++)
                cells[column] += '|' + name;
            var after = new Glossary(string.Join('\n', lines.Select((l, i) => i == at ? string.Join('\t', cells) : l)));
            foreach (var concept in before.All)
            foreach (var (language, terms) in concept.Terms)
            foreach (var term in terms)
                Assert.Subset(
                    after.NamedIn(term, language).Select(c => c.Id).ToHashSet(),
                    before.NamedIn(term, language).Select(c => c.Id).ToHashSet()
                );
            foreach (var language in Language.All)
                Assert.Contains(after.NamedIn(name, language.Code), c => c.Id == before.All[at].Id);
        }
    }

    [Fact]
    public void A_record_is_about_what_its_title_and_summary_name()
    {
        var about = ConceptTags.Of(
            new LocalText("de", "Fernwärme für die Altstadt"),
            new LocalText(
                "de",
                [new("de", "Wir heizen mit Fernwärme."), new("sv", "Fjärrvärme från Rhen, i avtal med staden.")]
            )
        );
        Assert.Equal("district-heating", about[0].Id);
        // What it is a kind of goes without saying, and agreements and cities are in every deal.
        Assert.DoesNotContain(about, c => c.Id is "heating" or "agreement" or "city-administration");
        Assert.Empty(ConceptTags.Of(new LocalText("en", "Zeppelins"), null));
        Assert.True(about.Count <= 8);
    }

    [Fact]
    public void A_mistake_in_the_file_is_told() =>
        Assert.Throws<InvalidDataException>(() => new Glossary("solar\tenergy\tsolar"));
}
