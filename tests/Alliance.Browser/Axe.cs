using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>The rules of WCAG 2.0 to 2.2, A and AA, and what is good practice beyond.</summary>
internal static class Axe
{
    private static readonly AxeRunOptions Options = new()
    {
        RunOnly = new RunOnlyOptions
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        },
        Rules = new() { ["target-size"] = new RuleOptions { Enabled = true } },
        ResultTypes = [ResultType.Violations],
        XPath = false,
    };

    public static async Task<List<string>> ViolationsAsync(IPage page)
    {
        var width = page.ViewportSize!.Width;
        var result = await page.RunAxe(Options);
        return
        [
            .. from violation in result.Violations
            from node in violation.Nodes
            select $"{page.Url} at {width} px: {violation.Id} ({violation.Help})\n    {node.Target}\n    {node.Html}"
                + string.Concat(node.Any.Concat(node.All).Concat(node.None).Select(c => "\n    " + c.Message)),
        ];
    }

    public static async Task AssertNothingAsync(Visitor visitor, params IEnumerable<int> widths)
    {
        var found = new List<string>();
        foreach (var width in widths)
        {
            await visitor.WidenAsync(width);
            found.AddRange(await ViolationsAsync(visitor.Page));
        }
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
