using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Deals.Drafting;
using Alliance.Deals.Menu;
using Alliance.Deals.Signing;
using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Tests.Deals.Signing;

/// <summary>What a deal takes word by word from the menu and from ready passages it says in every language.</summary>
public sealed class ReadyWordsTests
{
    [Theory]
    [InlineData("it")]
    [InlineData("de")]
    public void Ready_words_are_there_in_every_language_whatever_the_draft_speaks(string code)
    {
        var document = Fixed(Language.Find(code)!, before: null);
        var action = document.Commitments![0].Action;
        Assert.Equal(code, action.Authentic);
        Assert.Equal(
            "Piantiamo 1.500 alberi adatti al luogo, e li annaffiamo nei primi anni.",
            action.In(Language.Italian).Text
        );
        Assert.All(
            Ready(document),
            text => Assert.Equal(Language.Offered.Select(l => l.Code), text.All.Select(t => t.Key))
        );
    }

    [Fact]
    public void What_was_signed_in_fewer_languages_is_not_changed_by_another_one()
    {
        var now = Fixed(Language.German, before: null);
        var signed = now with
        {
            Title = WithoutItalian(now.Title),
            Summary = WithoutItalian(now.Summary),
            Articles =
            [
                .. now.Articles!.Select(a =>
                    a with
                    {
                        Heading = WithoutItalian(a.Heading!),
                        Body = WithoutItalian(a.Body),
                    }
                ),
            ],
            Commitments = [.. now.Commitments!.Select(c => c with { Action = WithoutItalian(c.Action) })],
        };
        var again = Fixed(Language.German, signed);
        Assert.Equal(Ready(signed), Ready(again));
        Assert.Empty(VersionChange.Between(signed, again, new Dictionary<string, string>()));
    }

    private static DealDocument Fixed(Language language, DealDocument? before)
    {
        var ready = DealMenu.Shipped.Find("plant-trees")!;
        var empty = new DraftContent
        {
            Instrument = Instrument.Deal,
            Language = language.Code,
            Title = ready.Title.In(language).Text,
        };
        var (content, firm) = empty.WithParty(
            "Example Works (example)",
            OrganisationKind.Sme,
            PartyRole.Signatory,
            "example-works"
        );
        (content, _) = content.WithPromise(firm, ready, language);
        content = content with { Promises = [content.Promises[0] with { Value = 1500 }] };
        foreach (var passage in ArticleTemplates.For(Instrument.Deal))
            content = content.WithArticle(passage.Heading.In(language).Text, passage.Body.In(language).Text);
        return new FixedText(content, before).Document(
            "espoo-trees",
            "espoo",
            null,
            null,
            new Dictionary<string, string> { [firm] = "example-works" }
        );
    }

    private static IEnumerable<LocalText> Ready(DealDocument document) =>
        [
            document.Title,
            document.Summary,
            .. document.Commitments!.Select(c => c.Action),
            .. document.Articles!.SelectMany(a => (LocalText[])[a.Heading!, a.Body]),
        ];

    private static LocalText WithoutItalian(LocalText text) =>
        new(text.Authentic, text.All.Where(t => t.Key != Language.Italian.Code));
}
