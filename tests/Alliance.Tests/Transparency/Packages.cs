using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Alliance.Transparency.Handing;
using Alliance.Transparency.Log;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Transparency;

/// <summary>Signed packages as a deal manager chooses them, and as an installation would sign them.</summary>
internal static class Packages
{
    private const string Page = "/en/workspace/replications/package";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The page of the replication that begins with it.</summary>
    public static async Task<string> TakeAsync(HttpClient browser, string package)
    {
        using var answer = await SendAsync(browser, package);
        return await Forms.LeadsToAsync(answer, "/en/workspace/replications/");
    }

    /// <summary>The page that says why it is not taken.</summary>
    public static async Task<string> RefusedAsync(HttpClient browser, string package)
    {
        using var answer = await SendAsync(browser, package);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>The package with this changed.</summary>
    public static JsonObject Changed(string package, Action<JsonObject> change)
    {
        var changed = JsonNode.Parse(package)!.AsObject();
        change(changed);
        return changed;
    }

    /// <summary>The package as whoever holds this key would hand it out.</summary>
    public static string Signed(JsonObject package, LogSigner signer)
    {
        package["key"] = signer.Verifier.ToString();
        package["note"] = signer.Sign(Fingerprints.Text(Fingerprints.Of(JsonSerializer.SerializeToElement(package))));
        return package.ToJsonString();
    }

    /// <summary>By which an installation signs.</summary>
    public static LogSigner SignerOf(TestApp app)
    {
        using var scope = app.Services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<LogKey>().Find()!;
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient browser, string package) =>
        browser.SendFileAsync(Page, "package", ("file", "example.alliance.json", Encoding.UTF8.GetBytes(package)));
}
