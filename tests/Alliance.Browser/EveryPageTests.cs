using System.Reflection;
using Alliance.Platform.Texts;

namespace Alliance.Browser;

/// <summary>
/// Every page in every language, each opened once: whatever is asked of all pages is asked on that visit, since opening
/// them is what takes the time.
/// </summary>
public sealed class EveryPageTests
{
    [Fact]
    public void Every_language_is_visited() =>
        Assert.Equal(
            Language.Offered.Select(l => l.Code).Order(StringComparer.Ordinal),
            typeof(EveryPageTests)
                .Assembly.GetTypes()
                .SelectMany(t => t.GetMethods())
                .SelectMany(m => m.GetCustomAttributes<MemberDataAttribute>())
                .Where(data => data.MemberName == nameof(Examples.In))
                .Select(data => (string)data.Arguments[0]!)
                .Order(StringComparer.Ordinal)
        );

    internal static Task VisitAsync(RealSite site, string address, int status) =>
        site.VisitAsync(async visitor =>
        {
            await visitor.GoAsync(address, status);
            await Assert.MultipleAsync(
                () => LanguageTests.AssertMarkedAsync(visitor.Page, address[1..3]),
                () => ReadAloudTests.AssertReadsAsync(visitor.Page),
                () => Axe.AssertNothingAsync(visitor, Visitor.Wide, Visitor.Narrow),
                () => FittingTests.AssertFitsEverywhereAsync(visitor)
            );
        });
}

// A class for each language: classes run side by side.

public sealed class PagesInEnglishTests(RealSite site)
{
    [Theory]
    [MemberData(nameof(Examples.In), "en", MemberType = typeof(Examples))]
    public Task Every_page_is_whole(string address, int status) => EveryPageTests.VisitAsync(site, address, status);
}

public sealed class PagesInGermanTests(RealSite site)
{
    [Theory]
    [MemberData(nameof(Examples.In), "de", MemberType = typeof(Examples))]
    public Task Every_page_is_whole(string address, int status) => EveryPageTests.VisitAsync(site, address, status);
}

public sealed class PagesInFinnishTests(RealSite site)
{
    [Theory]
    [MemberData(nameof(Examples.In), "fi", MemberType = typeof(Examples))]
    public Task Every_page_is_whole(string address, int status) => EveryPageTests.VisitAsync(site, address, status);
}

public sealed class PagesInSwedishTests(RealSite site)
{
    [Theory]
    [MemberData(nameof(Examples.In), "sv", MemberType = typeof(Examples))]
    public Task Every_page_is_whole(string address, int status) => EveryPageTests.VisitAsync(site, address, status);
}

public sealed class PagesInItalianTests(RealSite site)
{
    [Theory]
    [MemberData(nameof(Examples.In), "it", MemberType = typeof(Examples))]
    public Task Every_page_is_whole(string address, int status) => EveryPageTests.VisitAsync(site, address, status);
}
