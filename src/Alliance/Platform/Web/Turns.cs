using System.Globalization;

namespace Alliance.Platform.Web;

/// <summary>Some at once and no more: who finds no turn in time is told when to come back.</summary>
internal class Turns(int atOnce) : IDisposable
{
    private const int ComeBackAfterSeconds = 30;

    private readonly SemaphoreSlim free = new(atOnce, atOnce);

    /// <summary>How long to wait for a turn before the reader is told to come back.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    public void Dispose()
    {
        free.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Works in its turn; or answers 503 and when to come back, and is false.</summary>
    public async Task<bool> TakeAsync(HttpContext http, Func<Task> work)
    {
        if (!await free.WaitAsync(Patience, http.RequestAborted))
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = ComeBackAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return false;
        }
        try
        {
            await work();
            return true;
        }
        finally
        {
            free.Release();
        }
    }
}
