using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Testing;

/// <summary>
/// Addresses that only tests have, in the place where modules add theirs: the whole pipeline runs before them.
/// </summary>
public static class Probes
{
    /// <summary>
    /// <c>/en/probe/{tag}</c>: a page under that tag; its text is how often it was rendered and the number of outbox
    /// rows, so that a stale one shows.
    /// </summary>
    public static IServiceCollection AddProbePage(this IServiceCollection services, Func<Task>? whileRendering = null)
    {
        var rendered = 0;
        return services.AddProbe(
            "/{lang:lang}/probe/{tag}",
            async (string tag, HttpContext http, PageTags tags, AppDb db) =>
            {
                tags.Add(tag);
                var count = await db.Outbox.CountAsync(m => m.Kind == "counted");
                if (whileRendering is not null)
                    await whileRendering();
                return Results.Text($"rendered {Interlocked.Increment(ref rendered)}, rows {count}", "text/html");
            }
        );
    }

    public static IServiceCollection AddProbe(this IServiceCollection services, string pattern, Delegate answer) =>
        services.AddSingleton(new Routes(routes => routes.MapMethods(pattern, ["GET", "POST"], answer)));

    /// <summary>The body as text, decompressed by hand: the test's browser does not decompress.</summary>
    public static async Task<string> TextAsync(this HttpResponseMessage response)
    {
        if (!response.Content.Headers.ContentEncoding.Contains("gzip"))
            return await response.Content.ReadAsStringAsync();
        await using var gzip = new System.IO.Compression.GZipStream(
            await response.Content.ReadAsStreamAsync(),
            System.IO.Compression.CompressionMode.Decompress
        );
        using var reader = new StreamReader(gzip);
        return await reader.ReadToEndAsync();
    }
}
