using System.Net;
using System.Net.Http.Headers;
using Alliance.Platform.Commands;
using Alliance.Platform.Web;

namespace Alliance.Transparency.Log;

/// <summary>Asks an Alliance over the network, patiently: who is told to come back later does.</summary>
internal sealed class LogReader(HttpClient http, Uri site)
{
    private const int MostTries = 6;
    private const long LargestAnswer = 64L << 20;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(90);

    public Uri Site { get; } = site;

    public static HttpClient NewClient() =>
        new() { MaxResponseContentBufferSize = LargestAnswer, Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>What stands at this address of the API; null where there is nothing.</summary>
    public Task<byte[]?> FindAsync(string path, CancellationToken cancel) =>
        FindAsync(new Uri(Site, $"{ApiRoutes.Root}/{path}"), cancel);

    public async Task<byte[]?> FindAsync(Uri address, CancellationToken cancel)
    {
        for (var tried = 1; ; tried++)
            try
            {
                using var answer = await http.GetAsync(address, cancel);
                if (answer.IsSuccessStatusCode)
                    return await answer.Content.ReadAsByteArrayAsync(cancel);
                if (answer.StatusCode == HttpStatusCode.NotFound)
                    return null;
                if (tried == MostTries || !IsBusy(answer.StatusCode))
                    throw new CommandException($"{address} answers {(int)answer.StatusCode}.");
                await Task.Delay(Wait(answer.Headers.RetryAfter, tried), cancel);
            }
            catch (HttpRequestException unreachable)
            {
                throw new CommandException($"{address} cannot be read: {unreachable.Message}", inner: unreachable);
            }
            catch (TaskCanceledException late) when (!cancel.IsCancellationRequested)
            {
                throw new CommandException($"{address} does not answer.", inner: late);
            }
    }

    private static bool IsBusy(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;

    private static TimeSpan Wait(RetryConditionHeaderValue? said, int tried)
    {
        var wait = said?.Delta ?? TimeSpan.FromSeconds(tried);
        return wait < LongestWait ? wait : LongestWait;
    }
}
