using Alliance.Platform.Texts;
using CsCheck;

namespace Alliance.Tests.Deals;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("Umeå", "umea")]
    [InlineData("Wärme für die STRASSE", "warme fur die strasse")]
    [InlineData("Straße", "strasse")]
    [InlineData("Höganäs, Ærø", "hoganas, aero")]
    [InlineData("a\tb\nc", "a b c")]
    public void Words_become_comparable(string text, string folded) => Assert.Equal(folded, Folding.Fold(text));

    [Fact]
    public void Folding_twice_changes_nothing() =>
        Gen.String.Where(s => s.IsNormalized()).Sample(s => Folding.Fold(Folding.Fold(s)) == Folding.Fold(s));

    [Theory]
    [InlineData("heat\uFFFE pump")]
    [InlineData("heat\uD800 pump")]
    public void What_is_no_text_is_passed_over(string text) =>
        Assert.StartsWith("heat", Folding.Fold(text), StringComparison.Ordinal);
}
