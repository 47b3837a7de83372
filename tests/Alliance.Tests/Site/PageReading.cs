using System.Net;
using Alliance.Tests.Testing;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Alliance.Tests.Site;

/// <summary>Reads pages as a reader's browser would.</summary>
internal static class PageReading
{
    public static async Task<IDocument> ReadAsync(
        this TestApp app,
        string address,
        HttpStatusCode status = HttpStatusCode.OK
    )
    {
        var answer = await app.Client.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        return new HtmlParser().ParseDocument(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    /// <summary>The text of the first match, its white space folded.</summary>
    public static string Said(this IParentNode node, string selector) =>
        Fold(node.QuerySelector(selector)?.TextContent ?? throw new InvalidOperationException($"No {selector}."));

    public static List<string> AllSaid(this IParentNode node, string selector) =>
        [.. node.QuerySelectorAll(selector).Select(e => Fold(e.TextContent))];

    private static string Fold(string text) =>
        string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
