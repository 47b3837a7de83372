using Microsoft.AspNetCore.OutputCaching;

namespace Alliance.Platform.Web;

/// <summary>
/// What a page depends on. A page names it while it fetches (<c>Tags.Add("deal:ma-11", "city:mannheim")</c>); an act
/// that changes the deal raises an event with the same tag, and the cached page goes. A page that names nothing is
/// cached all the same and stays until it is a minute old or everything is evicted.
/// </summary>
public sealed class PageTags(IHttpContextAccessor accessor)
{
    public void Add(params ReadOnlySpan<string> tags)
    {
        // Absent where the page is not cached, or rendered outside of a request.
        var cached = accessor.HttpContext?.Features.Get<IOutputCacheFeature>()?.Context;
        if (cached is null)
            return;
        foreach (var tag in tags)
            cached.Tags.Add(tag);
    }

    /// <summary>This answer is for one reader: it is not cached.</summary>
    public void DoNotCache()
    {
        if (accessor.HttpContext?.Features.Get<IOutputCacheFeature>()?.Context is { } cached)
            cached.AllowCacheStorage = false;
    }
}
