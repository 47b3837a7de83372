using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Alliance.Browser;

internal static class Arriving
{
    /// <summary>
    /// Waits until the tab shows the whole of an address: <c>**</c> stands for anything, <c>*</c> for anything without a
    /// slash. Asked of the page again and again: a navigation that is over before one listens for it would be waited for
    /// in vain.
    /// </summary>
    public static Task ArriveAsync(this IPage page, string address)
    {
        var pattern = Regex
            .Escape(address)
            .Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal);
        return page.WaitForFunctionAsync(
            "pattern => new RegExp(pattern).test(location.href) && document.readyState === 'complete'",
            $"^{pattern}$"
        );
    }

    /// <summary>The same, for an address that no pattern tells.</summary>
    public static async Task ArriveAsync(this IPage page, Func<string, bool> isThere)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!isThere(page.Url))
            await Task.Delay(50, patience.Token);
        await page.WaitForLoadStateAsync();
    }
}
