using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Alliance.Browser;

public sealed class AxeTests(RealSite site)
{
    [Fact]
    public void Every_page_has_an_example_and_every_example_its_page()
    {
        var pages = site
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            // Those behind a right are visited by SignedInTests.
            .Where(e => e.Metadata.GetMetadata<IAuthorizeData>() is null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(pages, Examples.All.Select(e => e.Pattern).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public Task Axe_sees_what_is_wrong() =>
        site.VisitAsync(async visitor =>
        {
            await visitor.GoAsync("/en/about");
            await visitor.Page.EvaluateAsync(
                """
                () => document.querySelector('main').insertAdjacentHTML('beforeend',
                  '<img src="/favicon.svg"><h6>Too deep</h6><button id="a">a</button><button id="b">b</button>')
                """
            );
            await visitor.Page.EvaluateAsync(
                """
                () => document.querySelectorAll('#a, #b').forEach(b =>
                  Object.assign(b.style, { all: 'unset', display: 'inline-block', width: '9px', height: '9px' }))
                """
            );
            var found = string.Join('\n', await Axe.ViolationsAsync(visitor.Page));
            Assert.Contains("image-alt", found, StringComparison.Ordinal);
            Assert.Contains("heading-order", found, StringComparison.Ordinal);
            Assert.Contains("target-size", found, StringComparison.Ordinal);
        });

    [Theory]
    [MemberData(nameof(Examples.Empty), MemberType = typeof(Examples))]
    public Task An_empty_register_is_accessible(string address) =>
        site.VisitAsync(
            site.Empty,
            async visitor =>
            {
                await visitor.GoAsync(address);
                await Axe.AssertNothingAsync(visitor, Visitor.Narrow);
            }
        );

    [Theory]
    [MemberData(nameof(Examples.Heavy), MemberType = typeof(Examples))]
    public Task The_dark_pages_are_accessible(string address) =>
        site.VisitAsync(async visitor =>
        {
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await visitor.GoAsync(address);
            await Axe.AssertNothingAsync(visitor, Visitor.Wide);
        });

    /// <summary>What is folded away at first has to be as good.</summary>
    [Theory]
    [MemberData(nameof(Examples.Heavy), MemberType = typeof(Examples))]
    public Task The_unfolded_pages_are_accessible(string address) =>
        site.VisitAsync(async visitor =>
        {
            await visitor.GoAsync(address);
            // The menus in the head lie over the page and cover each other's neighbours; each is opened by the keyboard.
            await visitor.Page.EvaluateAsync(
                "() => document.querySelectorAll('main details').forEach(d => d.open = true)"
            );
            await Axe.AssertNothingAsync(visitor, Visitor.Narrow);
        });
}
