using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Alliance.Tests.Testing;

/// <summary>Pages as a browser without script reads them.</summary>
public static class Browsing
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<HttpStatusCode> StatusAsync(this HttpClient browser, string page)
    {
        using var answer = await browser.GetAsync(page, Cancel);
        return answer.StatusCode;
    }

    public static async Task<IHtmlDocument> DocumentAsync(this HttpClient browser, string page) =>
        await new HtmlParser().ParseDocumentAsync(await browser.GetStringAsync(page, Cancel), Cancel);
}
