using System.Globalization;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Api;

/// <summary>A page of a list in the order in which it was recorded: where the next one begins is the key of the last row.</summary>
internal static class RecordedPages
{
    /// <param name="after">The rows behind a key, in the order of keys.</param>
    /// <param name="total">How many there are on all pages.</param>
    public static async Task<IResult> AnswerAsync<TRow, TResource>(
        HttpContext http,
        ApiParameter limit,
        Func<long, IQueryable<TRow>> after,
        Func<TRow, (long Key, TResource Resource)> resource,
        Func<Task<int>> total
    )
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
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(r => r.Resource)],
            await total(),
            rows.Count > size ? rows[size - 1].Key.ToString(CultureInfo.InvariantCulture) : null
        );
    }
}
