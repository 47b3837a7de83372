using Alliance.Network;
using CsCheck;

namespace Alliance.Tests.Network;

public sealed class UnitScaleTests
{
    [Theory]
    [InlineData(1.5, "mwh", "kwh", 1500)]
    [InlineData(2500, "kg", "t", 2.5)]
    [InlineData(1, "gwh", "mwh", 1000)]
    [InlineData(3, "ha", "m2", 30000)]
    [InlineData(750, "m", "km", 0.75)]
    [InlineData(12, "kg-co2e", "t-co2e", 0.012)]
    [InlineData(3, "t-ch4", "kg-ch4", 3000)]
    [InlineData(7, "trees", "trees", 7)]
    public void What_measures_the_same_is_converted(double value, string from, string to, double expected) =>
        Assert.Equal((decimal)expected, UnitScale.Convert((decimal)value, from, to));

    [Theory]
    [InlineData("t-co2", "t-co2e")]
    [InlineData("t", "t-co2")]
    [InlineData("t-ch4", "t-co2e")]
    [InlineData("t-n2o", "t-ch4")]
    [InlineData("eur", "sek")]
    [InlineData("days", "hours")]
    [InlineData("mw", "mwh")]
    [InlineData("households", "residents")]
    [InlineData("m2", "m")]
    public void Everything_else_is_refused_both_ways(string one, string other)
    {
        Assert.Null(UnitScale.Convert(1, one, other));
        Assert.Null(UnitScale.Convert(1, other, one));
    }

    [Fact]
    public void There_and_back_is_the_same_number()
    {
        string[] all = [.. Units.All.Order(StringComparer.Ordinal)];
        var units = Gen.Int[0, all.Length - 1].Select(i => all[i]);
        Gen.Select(units, units, Gen.Int[-1_000_000, 1_000_000])
            .Sample(
                (from, to, whole) =>
                {
                    var there = UnitScale.Convert(whole, from, to);
                    Assert.Equal(there is not null, UnitScale.Alike(from).Contains(to));
                    if (there is not null)
                        Assert.Equal(whole, UnitScale.Convert(there.Value, to, from));
                }
            );
    }

    [Fact]
    public void What_is_alike_exists() =>
        Assert.All(
            Units.All,
            unit => Assert.All(UnitScale.Alike(unit), alike => Assert.Contains(alike, Units.All.AsEnumerable()))
        );
}
