namespace Alliance.Browser;

/// <summary>The content policy forbids inline script; a block of data is none, and the browser leaves it where it is.</summary>
public sealed class StructuredDataTests(RealSite site)
{
    [Theory]
    [InlineData("/en/deals")]
    [InlineData("/de/deals/mannheim-climate-neutral-district-heating")]
    [InlineData("/fi/cities/espoo")]
    public Task The_browser_keeps_the_data_and_complains_about_nothing(string address) =>
        site.VisitAsync(async visitor =>
        {
            await visitor.GoAsync(address);
            Assert.Empty(visitor.Complaints());
            var types = await visitor.Page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll('script[type="application/ld+json"]')]
                  .map(s => JSON.parse(s.textContent)['@type'])
                """
            );
            Assert.NotEmpty(types);
        });
}
