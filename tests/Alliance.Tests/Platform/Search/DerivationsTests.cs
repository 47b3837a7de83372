using Alliance.Platform.Search;
using CsCheck;

namespace Alliance.Tests.Platform.Search;

public sealed class DerivationsTests
{
    private static readonly string[] Endings = [.. "ung en ation ing a ttaa tus inta elu ify".Split(' '), "2", ""];

    /// <summary>What is done and what it is called, whichever is typed.</summary>
    [Theory]
    [InlineData("dämmen", "dämmung", "de")]
    [InlineData("wohnen", "wohnung", "de")]
    [InlineData("sanieren", "sanierungen", "de")]
    [InlineData("isolieren", "isolation", "de")]
    [InlineData("fördern", "förderung", "de")]
    [InlineData("entwickeln", "entwicklung", "de")]
    [InlineData("isolera", "isolering", "sv")]
    [InlineData("isolera", "isoleringen", "sv")]
    [InlineData("betala", "betalning", "sv")]
    [InlineData("bygga", "byggnad", "sv")]
    [InlineData("eristää", "eristys", "fi")]
    [InlineData("eristämistä", "eristyksen", "fi")]
    [InlineData("lämmittää", "lämmitys", "fi")]
    [InlineData("rakentaa", "rakennuksessa", "fi")]
    [InlineData("toimia", "toiminta", "fi")]
    [InlineData("suunnitella", "suunnittelun", "fi")]
    [InlineData("pysäköidä", "pysäköinti", "fi")]
    [InlineData("lainata", "lainauksen", "fi")]
    [InlineData("hankkia", "hankinta", "fi")]
    [InlineData("reduce", "reduction", "en")]
    [InlineData("verify", "verification", "en")]
    [InlineData("consumed", "consumption", "en")]
    [InlineData("agree", "agreements", "en")]
    // Of one root, and about something else by now, or too short to be sure.
    [InlineData("zeiten", "zeitung", "de", false)]
    [InlineData("festen", "festung", "de", false)]
    [InlineData("handla", "handlingar", "sv", false)]
    [InlineData("resa", "resning", "sv", false)]
    [InlineData("rata", "raus", "fi", false)]
    [InlineData("depart", "department", "en", false)]
    public void Words_of_one_root_are_kin(string one, string other, string language, bool kin = true)
    {
        Assert.Equal(kin, AreKin(one, other, language));
        Assert.Equal(kin, AreKin(other, one, language));
    }

    [Fact]
    public void Few_are_looked_for_and_none_that_is_found_anyway() =>
        Gen.Select(
                Gen.Char['a', 'z'].Array[0, 8].Select(letters => new string(letters)),
                Gen.Int[0, Endings.Length - 1].Select(i => Endings[i])
            )
            .Sample(
                (beginning, ending) =>
                {
                    var word = SearchQuery.Read(beginning + ending, names: true).Words.SingleOrDefault();
                    if (word is null)
                        return;
                    Assert.True(word.Kin.Count <= 12);
                    Assert.DoesNotContain(word.Kin, k => k.Terms.Written == word.Terms.Written);
                    Assert.All(word.Kin, k => Assert.True(k.Terms.Written.Length >= 4));
                }
            );

    private static bool AreKin(string typed, string written, string language) =>
        SearchQuery.Read(typed).Words.Single().Kin.Any(k => k.Matches(Stems.Of(written, language)));
}
