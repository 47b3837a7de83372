using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>The beginning of a list that may be longer than a morning.</summary>
/// <param name="More">How many are not shown: a list that ends without a word looks like all there is.</param>
public sealed record FirstOf<T>(IReadOnlyList<T> Shown, int More)
{
    internal FirstOf<TOther> Of<TOther>(Func<IReadOnlyList<T>, IEnumerable<TOther>> made) =>
        new([.. made(Shown)], More);
}

/// <summary>Keeps the first of what passes by, and counts the rest.</summary>
internal sealed class FirstSeen<T>(int most)
{
    private readonly List<T> shown = [];
    private int more;

    public FirstOf<T> Seen => new(shown, more);

    public void Add(T one)
    {
        if (shown.Count < most)
            shown.Add(one);
        else
            more++;
    }
}

internal static class FirstOfExtensions
{
    /// <remarks>1 statement, and one more where there are more.</remarks>
    public static async Task<FirstOf<T>> FirstOfAsync<T>(this IQueryable<T> ordered, CancellationToken cancel)
    {
        var found = await ordered.Take(ReportWork.Most + 1).ToListAsync(cancel);
        return found.Count <= ReportWork.Most
            ? new FirstOf<T>(found, 0)
            : new FirstOf<T>(found.GetRange(0, ReportWork.Most), await ordered.CountAsync(cancel) - ReportWork.Most);
    }
}
