using Alliance.Knowledge.Told;
using Alliance.Network;

namespace Alliance.Tests.Knowledge;

/// <summary>What a practice took, by order of magnitude.</summary>
public sealed class SizeClassesTests
{
    [Theory]
    [InlineData(9_999, "eur", CostClass.Low)]
    [InlineData(10_000, "eur", CostClass.Middle)]
    [InlineData(50_000, null, CostClass.Middle)]
    [InlineData(99_999, "sek", CostClass.Low)]
    [InlineData(500_000, "dkk", CostClass.Middle)]
    [InlineData(3_000_000, "huf", CostClass.Low)]
    [InlineData(450_000, "pln", CostClass.High)]
    [InlineData(850_000, "gbp", CostClass.Highest)]
    public void Money_of_another_currency_is_in_the_class_of_about_so_many_euros(
        int money,
        string? currency,
        CostClass expected
    ) => Assert.Equal(expected, SizeClasses.OfMoney(new PracticeCost(money, currency)));

    [Fact]
    public void A_currency_that_nobody_knows_is_in_no_class() =>
        Assert.Null(SizeClasses.OfMoney(new PracticeCost(1_000, "xyz")));

    [Fact]
    public void Every_currency_is_a_unit_and_has_a_class()
    {
        Assert.All(Currencies.All, c => Assert.Contains(c, Units.All.AsEnumerable()));
        Assert.Equal(Currencies.All.Skip(1).Order(), SizeClasses.InAEuro.Keys.Order());
    }
}
