using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Tests.Deals;

public sealed class QuantityTextTests
{
    [Theory]
    [InlineData(80, "percent", null, "en", "80%")]
    [InlineData(80, "percent", null, "de", "80 %")]
    [InlineData(80, "percent", null, "fi", "80 %")]
    [InlineData(80, "percent", null, "sv", "80 %")]
    [InlineData(-33, "percent", null, "en", "−33%")]
    [InlineData(5500000, "sek", null, "en", "5.5 million SEK")]
    [InlineData(5500000, "sek", null, "de", "5,5 Millionen SEK")]
    [InlineData(5500000, "sek", null, "sv", "5,5 miljoner kronor")]
    [InlineData(1000000, "eur", null, "de", "1 Million Euro")]
    [InlineData(1000000, "eur", null, "fi", "1 miljoona euroa")]
    [InlineData(1234567, "eur", null, "en", "1,234,567 euros")]
    [InlineData(10000, "t-co2", "year", "en", "10,000 t CO₂ a year")]
    [InlineData(10000, "t-co2", "year", "de", "10.000 t CO₂ pro Jahr")]
    [InlineData(1, "times", "year", "en", "once a year")]
    [InlineData(1, "companies", null, "en", "1 company")]
    [InlineData(19, "companies", null, "fi", "19 yritystä")]
    [InlineData(11.5, "t-co2e", "person-year", "sv", "11,5 t CO₂-ekv. per person och år")]
    public void Each_language_writes_a_quantity_its_way(
        double value,
        string unit,
        string? per,
        string language,
        string written
    )
    {
        var text = QuantityText.Of(new Quantity((decimal)value, Qualifier.Exactly, unit, per), Reader(language));
        Assert.Equal(written, text.ToString().Replace('\u00a0', ' '));
    }

    [Fact]
    public void How_exact_it_is_stands_before_it()
    {
        var quantity = new Quantity(0.5m, Qualifier.AtLeast, "eur", "meal");
        Assert.Equal("at least 0.5 euros per meal", Plain(quantity, "en"));
        Assert.Equal("mindestens 0,5 Euro pro Mahlzeit", Plain(quantity, "de"));
    }

    [Fact]
    public void Every_unit_and_rate_has_its_words_in_every_language()
    {
        foreach (var language in Language.All)
        foreach (var qualifier in Enum.GetValues<Qualifier>())
        foreach (var unit in Units.All)
        foreach (var per in Units.Rates.Append(null))
        foreach (var value in (decimal[])[1, 2.5m])
        {
            var text = QuantityText.Of(new Quantity(value, qualifier, unit, per), new Reader(language)).ToString();
            Assert.DoesNotContain('[', text);
            Assert.DoesNotContain('|', text);
            Assert.DoesNotContain("  ", text);
        }
    }

    [Theory]
    [InlineData("2030", null, "en", "by 2030")]
    [InlineData("2030", "before", "de", "vor 2030")]
    [InlineData("2030", null, "fi", "vuoteen 2030 mennessä")]
    [InlineData("2022-12", null, "fi", "viimeistään joulukuussa 2022")]
    [InlineData("2025-12-31", null, "sv", "senast den 31 december 2025")]
    [InlineData("2024", "during", "de", "im Jahr 2024")]
    public void Each_language_says_by_when_its_way(string date, string? qualifier, string language, string said) =>
        Assert.Equal(said, TargetText.Of(new Target(PartialDate.Parse(date), null, qualifier), Reader(language)));

    [Fact]
    public void A_period_a_duration_and_a_note_are_said_too()
    {
        var reader = Reader("en");
        Assert.Equal(
            "2023–2025",
            TargetText.Of(new Target(PartialDate.Parse("2025"), PartialDate.Parse("2023"), "during"), reader)
        );
        Assert.Equal("over 28 years", TargetText.Of(new Target(Duration: "P28Y"), reader));
        Assert.Equal(
            "in 2024 (Autumn)",
            TargetText.Of(
                new Target(PartialDate.Parse("2024"), null, "during", Note: DealFixtures.Text("Autumn")),
                reader
            )
        );
        Assert.Equal("", TargetText.Of(null, reader));
    }

    private static Reader Reader(string language) => new(Language.Find(language)!);

    private static string Plain(Quantity quantity, string language) =>
        QuantityText.Of(quantity, Reader(language)).ToString().Replace('\u00a0', ' ');
}
