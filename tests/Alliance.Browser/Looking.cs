using Alliance.Platform.Texts;

namespace Alliance.Browser;

/// <summary>What is asked of a page that is visited in every language.</summary>
internal static class Looking
{
    /// <summary>Opens a page of the site, its address without the language, and looks at it.</summary>
    public static async Task LookAtAsync(this Visitor visitor, Language language, string page)
    {
        await visitor.GoAsync($"/{language.Code}/{page}");
        await visitor.LookAsync(language, page);
    }

    /// <summary>What is open is accessible, and fits a small phone; it stays narrow.</summary>
    public static async Task LookAsync(this Visitor visitor, Language language, string what)
    {
        // A language beside the four has the markup that was seen on both screens in those. Its own are the words, and whether they fit shows
        // where there is least room: a run of axe less for each page.
        int[] widths = Language.All.Contains(language) ? [Visitor.Wide, Visitor.Narrow] : [Visitor.Narrow];
        await Axe.AssertNothingAsync(visitor, widths);
        await FittingTests.AssertFitsAsync(visitor.Page, $"{language.Code} {what}, 320 px");
    }
}
