using Alliance.Platform.Texts;
using Microsoft.AspNetCore.Components;

namespace Alliance.Design;

/// <summary>The page's own address in parts, for links that stay on it.</summary>
internal static class PageAddress
{
    /// <summary>
    /// Path and query of this page in another language, in the letters it was asked for with: a link from a mail holds a key
    /// in which capitals count.
    /// </summary>
    public static string In(this NavigationManager navigation, Language language)
    {
        if (IsError(navigation))
            return $"/{language.Code}";
        var (path, query) = Parts(navigation);
        var rest = path.IndexOf('/', 1);
        return $"/{language.Code}{(rest < 0 ? "" : path[rest..].TrimEnd('/'))}{query}";
    }

    /// <summary>An address of this site with its scheme and host: <c>https://…/de/deals</c>.</summary>
    public static string Whole(this NavigationManager navigation, string path) =>
        navigation.BaseUri.TrimEnd('/') + path;

    /// <summary>The path without language: <c>deals/green-heat</c>; empty on the start page.</summary>
    public static string Below(this NavigationManager navigation)
    {
        var path = Parts(navigation).Path;
        var rest = path.IndexOf('/', 1);
        return rest < 0 ? "" : path[(rest + 1)..].Trim('/').ToLowerInvariant();
    }

    /// <summary>Error pages stand for an address that is missing or broken: nothing links to it in another language.</summary>
    public static bool IsError(this NavigationManager navigation) =>
        Parts(navigation).Path.StartsWith("/status/", StringComparison.Ordinal);

    /// <summary>Path and query as they were asked for.</summary>
    public static (string Path, string Query) Parts(NavigationManager navigation)
    {
        var uri = new Uri(navigation.Uri);
        return (uri.AbsolutePath, uri.Query);
    }
}
