using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>The rules of WCAG 2.0 to 2.2, A and AA, and what is good practice beyond.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    // Deque's own way for Playwright opens another tab and loads the script twice for each run; there are no frames here.
    private const string Run = """
        async () => {
          const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
          const result = await axe.run(document, {
            runOnly: { type: 'tag', values: tags },
            rules: { 'target-size': { enabled: true } },
            resultTypes: ['violations'],
          });
          if (result.passes.length < 10) throw new Error('axe checked hardly anything');
          return result.violations.flatMap(v => v.nodes.map(n =>
            [`${v.id} (${v.help})`, n.target.join(' '), n.html, n.failureSummary].join('\n    ')));
        }
        """;

    public static async Task<List<string>> ViolationsAsync(IPage page)
    {
        if (await page.EvaluateAsync<bool>("() => !window.axe"))
            await page.EvaluateAsync(Script);
        var width = page.ViewportSize!.Width;
        return [.. (await page.EvaluateAsync<string[]>(Run)).Select(v => $"{page.Url} at {width} px: {v}")];
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
