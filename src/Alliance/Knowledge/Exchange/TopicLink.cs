using System.Text.RegularExpressions;
using Alliance.Knowledge.Replications;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>What a topic is about: a deal, practice, city or sprint of this site, written as its address without the language.</summary>
public static partial class TopicLink
{
    public const int Length = 200;

    /// <summary>An address as it is copied from a browser: <c>https://…/de/deals/green-roofs?x=1</c> becomes <c>deals/green-roofs</c>; null for another page.</summary>
    /// <param name="typed">Of this site, with or without its beginning.</param>
    /// <param name="site">How addresses of this site begin.</param>
    public static string? Read(string typed, string site)
    {
        var path = typed.Trim();
        if (path.StartsWith(site, StringComparison.OrdinalIgnoreCase))
            path = path[site.Length..];
        return
            Address().Match(path) is { Success: true } read
            && read.Groups["link"].Value.ToLowerInvariant() is { Length: <= Length } link
            ? link
            : null;
    }

    /// <summary>How that is called which everybody may read; null where it is not there. One query.</summary>
    public static async Task<LocalText?> NameAsync(
        AppDb db,
        NameSprint sprints,
        string link,
        CancellationToken cancel
    ) =>
        link.Split('/') switch
        {
            ["deals", var slug] => await db
                .Deals.Where(d => d.Slug == slug)
                .Select(d => d.Title)
                .SingleOrDefaultAsync(cancel),
            ["practices", var slug] => (await OriginNow.FindAsync(db, OriginKind.Practice, slug, cancel))?.Title,
            ["cities", var slug] => await db
                .Cities.Where(c => c.Identifier == slug)
                .Select(c => c.Name)
                .SingleOrDefaultAsync(cancel),
            ["sprints", var slug] => await sprints(slug, cancel),
            _ => null,
        };

    [GeneratedRegex(
        "^/?([a-z]{2}/)?(?<link>(deals|practices|cities|sprints)/[a-z0-9-]+)/?([?#].*)?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Address();
}
