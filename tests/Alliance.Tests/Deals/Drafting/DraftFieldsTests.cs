using System.Globalization;
using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Texts;
using CsCheck;

namespace Alliance.Tests.Deals.Drafting;

public sealed class DraftFieldsTests
{
    private static readonly DraftContent Content = new DraftContent { Instrument = Instrument.Deal, Language = "en" }
        .WithParty("City", OrganisationKind.Municipality, PartyRole.City, null)
        .Content.WithPromise("p1", null, Language.English)
        .Content.WithArticle("Heading", "Body");

    [Fact]
    public void Every_field_reads_what_it_writes()
    {
        var written = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["instrument"] = "climate-contract",
            ["areas"] = "energy food",
            ["start"] = "2027",
            ["end"] = "2028-04",
            ["evaluation"] = "2028-04-30",
            ["legal-nature"] = "binding",
            ["open-to-join"] = "yes",
            ["party.p1.kind"] = "sme",
            ["party.p1.role"] = "supporter",
            ["promise.c2.by"] = "p1",
            ["promise.c2.with"] = "p1",
            ["promise.c2.value"] = "1500.5",
            ["promise.c2.qualifier"] = "at-least",
            ["promise.c2.unit"] = "trees",
            ["promise.c2.per"] = "year",
            ["promise.c2.direction"] = "decrease",
            ["promise.c2.when"] = "2030",
            ["promise.c2.no-date"] = "yes",
            ["promise.c2.baseline-date"] = "2019",
            ["promise.c2.baseline-value"] = "-3",
            ["promise.c2.additionality"] = "required-by-law",
        };
        string[] parts = ["basics", "basis", "party.p1", "promise.c2", "article.a3"];
        foreach (var path in parts.SelectMany(DraftFields.Of))
        {
            var text = written.GetValueOrDefault(path, "Some text");
            var (content, wrong) = DraftFields.Write(Content, path, text, CultureInfo.InvariantCulture);
            Assert.True(wrong is null, $"{path}: {wrong}");
            Assert.Equal(text, DraftFields.Read(content, path, CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("title", "", "title-missing")]
    [InlineData("start", "2023-02-30", "not-a-date")]
    [InlineData("start", "soon", "not-a-date")]
    [InlineData("instrument", "treaty", "unknown-choice")]
    [InlineData("areas", "energy magic", "unknown-choice")]
    [InlineData("promise.c2.value", "many", "not-a-number")]
    [InlineData("promise.c2.value", "1e9", "not-a-number")]
    [InlineData("promise.c2.unit", "furlongs", "unknown-choice")]
    [InlineData("promise.c9.value", "1", "no-such-field")]
    [InlineData("promise.c2.colour", "1", "no-such-field")]
    [InlineData("__proto__", "1", "no-such-field")]
    public void What_is_wrong_has_its_code(string path, string text, string code) =>
        Assert.Equal(code, DraftFields.Write(Content, path, text, CultureInfo.InvariantCulture).Wrong);

    [Theory]
    [InlineData("en", "1,500", 1500)]
    [InlineData("en", "1500", 1500)]
    [InlineData("en", "12.5", 12.5)]
    [InlineData("de", "1.500", 1500)]
    [InlineData("de", "12,5", 12.5)]
    [InlineData("de", "1.500,25", 1500.25)]
    [InlineData("fi", "1 500", 1500)]
    [InlineData("fi", "1\u00a0500,5", 1500.5)]
    [InlineData("sv", "\u22123,5", -3.5)]
    public void Numbers_are_read_as_people_type_them(string language, string typed, double number)
    {
        Assert.True(TypedNumber.TryParse(typed, Language.Find(language)!.Culture, out var read));
        Assert.Equal((decimal)number, read);
    }

    [Fact]
    public void A_number_that_is_shown_is_read_again() =>
        Gen.Select(Gen.Int[-1_000_000_000, 1_000_000_000], Gen.Int[0, 3])
            .Sample(
                (hundredths, language) =>
                {
                    var culture = Language.All[language].Culture;
                    var number = hundredths / 100m;
                    var (content, _) = DraftFields.Write(
                        Content,
                        "promise.c2.value",
                        number.ToString("0.######", culture),
                        culture
                    );
                    return content.Promise("c2")!.Value == number;
                }
            );

    /// <summary>What stays and goes is the old text, what stays and comes the new one.</summary>
    [Fact]
    public void A_change_shown_holds_both_texts() =>
        Gen.Select(Text, Text)
            .Sample(
                (before, after) =>
                {
                    var pieces = TextChanges.Of(before, after);
                    return string.Concat(pieces.Where(p => p.Kind != ChangeKind.Added).Select(p => p.Text)) == before
                        && string.Concat(pieces.Where(p => p.Kind != ChangeKind.Removed).Select(p => p.Text)) == after;
                }
            );

    private static readonly string[] Words = ["we ", "plant ", "five", " ", ".", "\n", "trees, ", "Bäume"];

    private static readonly Gen<string> Text = Gen.Int[0, Words.Length - 1]
        .Array[0, 12]
        .Select(words => string.Concat(words.Select(w => Words[w])));
}
