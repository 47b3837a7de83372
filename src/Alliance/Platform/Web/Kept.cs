namespace Alliance.Platform.Web;

/// <summary>
/// Which answers are kept: made whole, compressed, named by an ETag and cached, as pages are. Others flow as they are made,
/// because nobody knows how long they will be; they are neither cached nor held in memory.
/// </summary>
internal static class Kept
{
    /// <summary>The answer goes through the page cache. Its handler names <see cref="PageTags"/>, as a page does.</summary>
    public static TBuilder Keep<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new Mark(Streamed: false));

    /// <summary>A long answer: it flows, takes its time, and counts against a limit of its own.</summary>
    public static TBuilder Stream<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder
    {
        route.WithRequestTimeout(TimeSpan.FromMinutes(10));
        return route.WithMetadata(new Mark(Streamed: true));
    }

    /// <summary>Pages, unless their route says otherwise, and routes that are kept.</summary>
    public static bool Is(HttpContext http) =>
        MarkOf(http) is { } mark ? !mark.Streamed : Addresses.IsPage(http.Request.Path);

    public static bool IsStreamed(HttpContext http) => MarkOf(http) is { Streamed: true };

    private static Mark? MarkOf(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<Mark>();

    private sealed record Mark(bool Streamed);
}
