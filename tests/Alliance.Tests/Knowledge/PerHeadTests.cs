using Alliance.Knowledge.Replications;
using Alliance.Network;

namespace Alliance.Tests.Knowledge;

/// <summary>What a deal promises in one city, in the size of another.</summary>
public sealed class PerHeadTests
{
    [Theory]
    [InlineData(1000, "trees", null, 100_000, 250_000, 2500)]
    [InlineData(1000, "trees", null, 300_000, 100_000, 330)]
    // Half a bus is none, and none is no promise.
    [InlineData(1, "items", null, 300_000, 100_000, 1)]
    [InlineData(40, "percent", null, 300_000, 100_000, 40)]
    [InlineData(12.5, "kg-co2e", "person-year", 300_000, 100_000, 12.5)]
    [InlineData(0.5, "mw", null, 100_000, 300_000, 1.5)]
    [InlineData(0, "mwh", null, 100_000, 300_000, 0)]
    public void It_is_as_much_for_each_inhabitant(
        double value,
        string unit,
        string? per,
        long there,
        long here,
        double expected
    ) =>
        Assert.Equal(
            (decimal)expected,
            PerHead.Scale(new Quantity((decimal)value, Qualifier.Exactly, unit, per), there, here)
        );

    [Fact]
    public void Without_a_number_of_inhabitants_it_stays()
    {
        var quantity = new Quantity(7, Qualifier.Exactly, "trees");
        Assert.Equal(7, PerHead.Scale(quantity, null, 5));
        Assert.Equal(7, PerHead.Scale(quantity, 5, 0));
        Assert.Null(PerHead.Scale(null, 5, 10));
    }
}
