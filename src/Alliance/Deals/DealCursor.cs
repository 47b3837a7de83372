using System.Globalization;
using System.Linq.Expressions;

namespace Alliance.Deals;

/// <summary>
/// Where a page of the list ended: <c>2023-09-20_17</c>, or an instant instead of the day when sorted by change. The
/// next page is found by comparing, so it neither skips nor repeats a deal when others come and go meanwhile.
/// </summary>
public sealed record DealCursor(DateTime At, long Id)
{
    private const string Day = "yyyy-MM-dd";
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static DealCursor Of(DealCardData deal, DealSort sort) =>
        sort == DealSort.Changed
            ? new DealCursor(deal.ChangedAt, deal.Id)
            : Of(deal.Dated?.Last ?? DateOnly.MinValue, deal.Id);

    /// <summary>For the sorts by day.</summary>
    internal static DealCursor Of(DateOnly day, long id) =>
        new(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), id);

    /// <summary>Null for anything that is not a cursor of this sort.</summary>
    public static DealCursor? Parse(string? text, DealSort sort)
    {
        if (text?.Split('_') is not [var at, var id])
            return null;
        var styles = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
        return
            DateTime.TryParseExact(at, Format(sort), CultureInfo.InvariantCulture, styles, out var moment)
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new DealCursor(moment, number)
            : null;
    }

    public string Print(DealSort sort) =>
        string.Create(CultureInfo.InvariantCulture, $"{At.ToString(Format(sort), CultureInfo.InvariantCulture)}_{Id}");

    private static string Format(DealSort sort) => sort == DealSort.Changed ? Instant : Day;

    /// <summary>The list's order. Undated deals carry the first day of the calendar and stand last either way.</summary>
    internal static IQueryable<Deal> Order(IQueryable<Deal> deals, DealSort sort) =>
        sort switch
        {
            DealSort.Oldest => deals
                .OrderBy(d => d.SortDate == DateOnly.MinValue)
                .ThenBy(d => d.SortDate)
                .ThenBy(d => d.Id),
            DealSort.Changed => deals.OrderByDescending(d => d.ChangedAt).ThenByDescending(d => d.Id),
            _ => deals.OrderByDescending(d => d.SortDate).ThenByDescending(d => d.Id),
        };

    /// <summary>What follows this cursor in that order.</summary>
    internal Expression<Func<Deal, bool>> Following(DealSort sort)
    {
        var day = DateOnly.FromDateTime(At);
        return sort switch
        {
            DealSort.Changed => d => d.ChangedAt < At || (d.ChangedAt == At && d.Id < Id),
            DealSort.Oldest when day == DateOnly.MinValue => d => d.SortDate == day && d.Id > Id,
            DealSort.Oldest => d =>
                d.SortDate > day || (d.SortDate == day && d.Id > Id) || d.SortDate == DateOnly.MinValue,
            _ => d => d.SortDate < day || (d.SortDate == day && d.Id < Id),
        };
    }
}
