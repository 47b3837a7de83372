using Alliance.Tests.Identity;

namespace Alliance.Tests.Knowledge;

internal static partial class ReplicationScene
{
    /// <summary>Its address below <c>/en/workspace/replications/</c>.</summary>
    public static async Task<string> StartAsync(HttpClient manager, string origin)
    {
        using var started = await manager.SendAsync("/en/workspace/replications/new?" + origin, "start");
        return await Forms.LeadsToAsync(started, "/en/workspace/replications/");
    }

    /// <summary>Sends a form that leads back to its page.</summary>
    public static async Task StepAsync(HttpClient browser, string page, string form, params (string, string)[] fields)
    {
        using var sent = await browser.SendAsync(page, form, fields);
        await Forms.LeadsToAsync(sent, page);
    }
}
