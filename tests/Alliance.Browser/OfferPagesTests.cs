using Alliance.Platform.Texts;
using Alliance.Tests.Rights;
using Alliance.Tests.Testing;

namespace Alliance.Browser;

/// <summary>Offers and needs as everybody sees them.</summary>
public sealed class OfferPagesTests(RealSite site)
{
    [Fact]
    public async Task The_pages_are_accessible_and_fit_in_every_language()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await RightsOffers.MakeAsync(app, []);
        var visitor = await Visitor.EnterAsync(site.Browser, new());
        await visitor.BeginAsync(app.Address);
        foreach (var language in Language.Offered)
        foreach (
            var page in (string[])
                [
                    "offers",
                    "offers?kind=need&subject=bids",
                    "offers?q=warmth",
                    "offers?on=2026-06-30",
                    "search?q=warmth",
                    "offers/" + RightsOffers.Open,
                ]
        )
            await visitor.LookAtAsync(language, page);
        Assert.Empty(visitor.Complaints());
        await visitor.Page.Context.CloseAsync();
    }
}
