using System.Globalization;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Api;

/// <summary>A page of a list in the order in which it was recorded: where the next one begins is the key of the last row.</summary>
internal static class RecordedPages
{
    /// <summary>Longer lists are not counted: a database scans all rows to know how many there are, and here they may be millions.</summary>
    public const int MostCounted = 10_000;

    /// <summary>The same for readers of the description.</summary>
    public const string Counted =
        "The first page says how many there are in `total`, where there are no more than 10,000; else, and on later pages, it is absent.";

    /// <param name="all">What is on all pages.</param>
    /// <param name="after">The rows behind a key, in the order of keys.</param>
    public static async Task<IResult> AnswerAsync<TAll, TRow, TResource>(
        HttpContext http,
        ApiParameter limit,
        IQueryable<TAll> all,
        Func<long, IQueryable<TRow>> after,
        Func<TRow, (long Key, TResource Resource)> resource
    )
        where TAll : class
    {
        var asked = http.Request.Query["after"].LastOrDefault();
        var key = 0L;
        if (
            !string.IsNullOrWhiteSpace(asked)
            && !long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out key)
        )
            return Problems.Misread(http, ApiParameter.BadCursor(asked));
        var size = limit.Number(http.Request);
        var rows = (await after(key).Take(size + 1).ToListAsync(http.RequestAborted)).ConvertAll(r => resource(r));
        var isFirst = key == 0;
        return ApiRoutes.LongListOf(
            http,
            [.. rows.Take(size).Select(r => r.Resource)],
            !isFirst ? null
                : rows.Count <= size ? rows.Count
                : await CountAsync(all, http.RequestAborted),
            rows.Count > size ? rows[size - 1].Key.ToString(CultureInfo.InvariantCulture) : null
        );
    }

    // First what is stored, and no further than it matters: what is still coming in, and hidden, may be millions.
    private static async Task<int?> CountAsync<T>(IQueryable<T> all, CancellationToken cancel)
        where T : class =>
        await all.IgnoreQueryFilters().Take(MostCounted + 1).CountAsync(cancel) > MostCounted
            ? null
            : await all.CountAsync(cancel);
}
