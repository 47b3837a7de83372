using System.Globalization;
using System.Linq.Expressions;
using Alliance.Deals.Index;

namespace Alliance.Deals;

/// <summary>
/// Where a page of the list ended: <c>2023-09-20_17</c>, or an instant instead of the day when sorted by change; followed by
/// <c>_t</c> when it ended among hits in titles, by <c>_m</c> when among those by other names in titles and by <c>_n</c> when
/// among those by other names elsewhere. The next page is found by comparing, so it neither skips nor repeats a deal when
/// others come and go meanwhile.
/// </summary>
public sealed record DealCursor(DateTime At, long Id, HitGroup Group = HitGroup.InText)
{
    private const string Day = "yyyy-MM-dd";
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
    private const string Title = "t";
    private const string TitleName = "m";
    private const string Name = "n";

    internal static DealCursor Of(DealRow deal, DealSort sort, HitGroup group) =>
        sort == DealSort.Changed
            ? new DealCursor(new DateTime(deal.ChangedAt, DateTimeKind.Utc), deal.Id)
            : Of(deal.SortDate, deal.Id) with
            {
                Group = group,
            };

    /// <summary>For the sorts by day.</summary>
    internal static DealCursor Of(DateOnly day, long id) =>
        new(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), id);

    /// <summary>Null for anything that is not a cursor of this sort.</summary>
    public static DealCursor? Parse(string? text, DealSort sort)
    {
        var parts = text?.Split('_') ?? [];
        if (parts.Length is not (2 or 3) || (parts.Length == 3 && parts[2] is not (Title or TitleName or Name)))
            return null;
        var styles = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
        return
            DateTime.TryParseExact(parts[0], Format(sort), CultureInfo.InvariantCulture, styles, out var moment)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new DealCursor(moment, number, GroupOf(parts.ElementAtOrDefault(2)))
            : null;
    }

    public string Print(DealSort sort) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{At.ToString(Format(sort), CultureInfo.InvariantCulture)}_{Id}{Ending(Group)}"
        );

    private static HitGroup GroupOf(string? ending) =>
        ending switch
        {
            Title => HitGroup.InTitle,
            TitleName => HitGroup.OtherNameInTitle,
            Name => HitGroup.OtherName,
            _ => HitGroup.InText,
        };

    private static string Ending(HitGroup group) =>
        group switch
        {
            HitGroup.InTitle => "_" + Title,
            HitGroup.OtherNameInTitle => "_" + TitleName,
            HitGroup.OtherName => "_" + Name,
            _ => "",
        };

    private static string Format(DealSort sort) => sort == DealSort.Changed ? Instant : Day;

    /// <summary>Whether this place lies before the deal's. Undated deals carry the first day of the calendar and stand last.</summary>
    internal bool Precedes(DealRow deal, DealSort sort)
    {
        var day = DateOnly.FromDateTime(At);
        return sort switch
        {
            DealSort.Changed => deal.ChangedAt < At.Ticks || (deal.ChangedAt == At.Ticks && deal.Id < Id),
            DealSort.Oldest when day == DateOnly.MinValue => !deal.Dated && deal.Id > Id,
            DealSort.Oldest => !deal.Dated || deal.SortDate > day || (deal.SortDate == day && deal.Id > Id),
            _ => deal.SortDate < day || (deal.SortDate == day && deal.Id < Id),
        };
    }

    /// <summary>The same for a query, newest first.</summary>
    internal Expression<Func<Deal, bool>> Following()
    {
        var day = DateOnly.FromDateTime(At);
        return d => d.SortDate < day || (d.SortDate == day && d.Id < Id);
    }
}

/// <summary>The parts of a list of what a search found, in their order.</summary>
public enum HitGroup
{
    InTitle,
    InText,
    OtherNameInTitle,
    OtherName,
}
