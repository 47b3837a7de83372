using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Tests.Deals;

/// <summary>Where the way to a target begins: on pages, in health and in totals by one rule.</summary>
public sealed class WayBeginsTests
{
    [Theory]
    [InlineData("trees", null, "2019", null, null, "2024-01")]
    [InlineData("trees", null, "2019", null, "2023", "2023")]
    [InlineData("trees", null, "2019", 20, "2023", "2019")]
    [InlineData("trees", null, null, 20, null, "2024-01")]
    [InlineData("t-co2e", Direction.Decrease, "2019", null, null, "2024-01")]
    // In the year that it is compared with nothing had changed yet; but of a share nobody knows how much of it there was.
    [InlineData("percent", Direction.Decrease, "1990", null, null, "1990")]
    [InlineData("percent", Direction.Increase, "1990", null, "2023", "1990")]
    [InlineData("percent", Direction.Reach, "1990", null, null, "2024-01")]
    [InlineData("percent", null, "1990", null, null, "2024-01")]
    [InlineData("trees", null, null, null, null, "2024-01")]
    public void On_the_baselines_day_only_where_it_is_known_how_much_there_was(
        string unit,
        Direction? direction,
        string? baseline,
        int? value,
        string? from,
        string expected
    )
    {
        var quantity = new Quantity(100, Qualifier.Exactly, unit);
        var begins = WayBegins.On(
            quantity,
            direction,
            new Baseline(Date(baseline), value),
            new Target(PartialDate.Parse("2028"), Date(from)),
            PartialDate.Parse("2024-01")
        );
        Assert.Equal(PartialDate.Parse(expected), begins);
    }

    [Fact]
    public void What_adds_up_begins_on_the_day_from_which_it_counts_wherever_it_is_looked_at()
    {
        var deal = DealFixtures
            .Deal(DealFixtures.City("town"), "one", "2024-01")
            .Party(DealFixtures.Organisation("firm"));
        var promise = new Commitment
        {
            Key = "c1",
            By = deal.Parties[0].Key,
            Action = new LocalText("en", "We plant."),
            Quantity = new Quantity(100, Qualifier.Exactly, "trees"),
            Baseline = new Baseline(PartialDate.Parse("2019")),
            Target = new Target(PartialDate.Parse("2028")),
        };
        var begins = new DateOnly(2024, 1, 1);
        Assert.Equal(begins, PromiseProgress.Of(deal, promise, []).Since);
        Assert.Equal((begins, new DateOnly(2028, 12, 31)), TargetText.Span(promise, deal));
        var (wanted, _) = Wanted.Of(
            Indicator.Shipped.Single(i => i.Identifier == "trees-planted"),
            promise.Quantity,
            promise.Direction,
            promise.Baseline,
            promise.Target,
            deal.Agreed
        );
        Assert.Equal(begins, wanted!.First);
        // Two of five years.
        Assert.Equal(40, Math.Round(wanted.EvenBy(2025)));
    }

    private static PartialDate? Date(string? text) => text is null ? null : PartialDate.Parse(text);
}
