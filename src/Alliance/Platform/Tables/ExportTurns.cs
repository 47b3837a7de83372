using Alliance.Platform.Web;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Alliance.Platform.Tables;

/// <summary>
/// Who may take a file now. A file keeps a thread busy for as long as its reader takes; pages must not wait for those who
/// take everything, nor may readers who fall asleep keep all turns.
/// </summary>
internal sealed class ExportTurns(int atOnce = 4) : Turns(atOnce)
{
    /// <summary>Bytes a second, below which a reader is taken for asleep: less than any phone that shows pages.</summary>
    public double LeastRate { get; init; } = 4_096;

    /// <summary>How long a reader may stop altogether.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Writes the file in its turn, or answers 503 and when to come back.</summary>
    public Task WriteAsync(HttpContext http, Func<Task> write) =>
        TakeAsync(
            http,
            async () =>
            {
                // The server ends a connection that is read more slowly. (HTTP/2 has one rate for all of a connection.)
                if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
                    rate.MinDataRate = new MinDataRate(LeastRate, LongestPause);
                // The time of a request is limited (Stream); a writing that waits for its reader does not see that by itself.
                await using var late = http.RequestAborted.Register(() =>
                {
                    if (http.Response.HasStarted)
                        http.Abort();
                });
                await write();
            }
        );
}
