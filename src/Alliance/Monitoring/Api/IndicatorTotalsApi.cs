using Alliance.Deals;
using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Api;

/// <summary>What the promises of a city, or of all cities, add up to, as of one day and as known on another.</summary>
/// <param name="City">The city's identifier; absent where all are meant.</param>
/// <param name="AsOf">Of periods that had ended by this day.</param>
/// <param name="KnownAt">What was recorded by the end of this day (UTC).</param>
/// <param name="OpenOverlaps">
/// Pairs of promises of a city that may count the same effect and are not settled; net counts both whole. Told as of today alone: absent
/// where another day was asked for, so that the answer of a past pair of days never changes.
/// </param>
/// <param name="MoreOverlaps">There are at least so many: where very many are open, not all are counted. Absent where <c>openOverlaps</c> is.</param>
/// <param name="Totals">One for each indicator, unit, scope, year and level of trust; never to be added across these, but for trust.</param>
public sealed record IndicatorTotalsAnswer(
    string? City,
    DateOnly AsOf,
    DateOnly KnownAt,
    int? OpenOverlaps,
    bool? MoreOverlaps,
    IReadOnlyList<IndicatorTotalAnswer> Totals
);

/// <summary>A total of one indicator.</summary>
/// <param name="Indicator">The indicator's identifier.</param>
/// <param name="Year">The year of the periods.</param>
/// <param name="Unit">The unit of both numbers.</param>
/// <param name="Per">For a rate: per what.</param>
/// <param name="Scope">Of emissions.</param>
/// <param name="Trust">How far the numbers were looked at by others.</param>
/// <param name="Gross">The sum over promises, as each says.</param>
/// <param name="Net">The same with each shared effect counted once.</param>
/// <param name="Numbers">How many numbers stand in it.</param>
public sealed record IndicatorTotalAnswer(
    string Indicator,
    int Year,
    string Unit,
    string? Per,
    EmissionScope Scope,
    TrustLevel Trust,
    decimal Gross,
    decimal Net,
    int Numbers
);

internal static class IndicatorTotalsApi
{
    private const string DayPattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

    private static readonly ApiParameter City = new(
        "city",
        "The identifier of a city; all cities where it is left out."
    )
    {
        Example = "espoo",
    };

    private static readonly ApiParameter AsOf = new(
        "asOf",
        "Count periods that had ended by this day; today where it is left out."
    )
    {
        Pattern = DayPattern,
        Example = "2025-12-31",
    };

    private static readonly ApiParameter KnownAt = new(
        "knownAt",
        "Count as anyone could have known it at the end of this day (UTC); today where it is left out, and never later."
    )
    {
        Pattern = DayPattern,
        Example = "2026-03-10",
    };

    private static readonly ApiParameter Year = new("year", "Numbers of this year alone.")
    {
        Pattern = "^(199[0-9]|2[01][0-9]{2}|2200)$",
        Example = "2025",
    };

    private static readonly ApiParameter Trust = new("trust", "Numbers of this level of trust alone.")
    {
        Values = Code.All<TrustLevel>(),
    };

    private static readonly ApiParameter Unit = new(
        "unit",
        "What is summed in this unit alone: the `unit` of a total. What converts into it is in it."
    )
    {
        Values = [.. Units.All.Order(StringComparer.Ordinal)],
        Example = "trees",
    };

    private static readonly ApiParameter Per = new(
        "per",
        "Rates alone, which are numbers a year; or, by `none`, what is no rate: a total without `per`."
    )
    {
        Values = BehindChoice.Rates,
    };

    private static readonly ApiParameter Scope = new("scope", "Emissions of this scope alone.")
    {
        Values = Code.All<EmissionScope>(),
    };

    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: NumbersBehind.PageSize, most: 500);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/indicator-totals", TotalsAsync)
            .ReadsApi<IndicatorTotalsAnswer>(
                "getIndicatorTotals",
                "Totals",
                "What the promises of a city, or of all cities, add up to, gross and net of double counting, by indicator, year and level of trust.",
                City,
                AsOf,
                KnownAt
            )
            .IsHeavy(new HeavyOnOtherDaysAttribute());
        routes
            .MapGet("/api/v1/indicator-totals/{indicator}", BehindAsync)
            .ReadsApi<LongApiList<PromiseBehindResource>>(
                "listPromisesBehind",
                "Totals",
                "The list behind the totals of an indicator: which promise puts which numbers into them. All pages together add up to the totals of the same days; with the year, level of trust, unit, rate and scope of one total, to that.",
                new ApiParameter("indicator", "The identifier of an indicator.")
                {
                    InPath = true,
                    Example = "trees-planted",
                },
                City,
                Year,
                Trust,
                Unit,
                Per,
                Scope,
                AsOf,
                KnownAt,
                Limit,
                ApiParameter.After
            )
            .IsHeavy(new HeavyOnOtherDaysAttribute())
            .MayBeMissing();
    }

    private static async Task<IResult> TotalsAsync(HttpContext http, AppDb db, PageTags tags, TimeProvider time)
    {
        tags.Add("measurements", "deals", "cities", "indicators", "boards");
        var cancel = http.RequestAborted;
        var asked = await AskedAsync(http, db, time);
        if (asked.Errors.Count > 0)
            return Problems.Misread(http, asked.Errors);
        var days = asked.Days;
        if (asked.City is not { } city)
        {
            var all = await NetworkTotals.LoadAsync(db, days, cancel);
            return Answer(all.Standing?.OpenOverlaps, all.Standing?.MoreOverlaps, all.Totals);
        }
        var totals = await CityTotals.LoadAsync(db, city, days, time.GetUtcNow(), cancel);
        return Answer(totals.Standing?.OpenOverlaps, totals.Standing?.MoreOverlaps, totals.Totals);

        IResult Answer(int? openOverlaps, bool? moreOverlaps, IReadOnlyList<IndicatorTotal> sums) =>
            Results.Ok(
                new IndicatorTotalsAnswer(
                    asked.Named,
                    days.AsOf,
                    days.KnownAt,
                    openOverlaps,
                    moreOverlaps,
                    [
                        .. sums.Select(t => new IndicatorTotalAnswer(
                            t.Of.Indicator,
                            t.Of.Year,
                            t.Of.Unit,
                            t.Of.Per,
                            t.Of.Scope,
                            t.Trust,
                            Plain(t.Gross),
                            Plain(t.Net),
                            t.Numbers
                        )),
                    ]
                )
            );
    }

    private static async Task<IResult> BehindAsync(
        string indicator,
        HttpContext http,
        AppDb db,
        PageTags tags,
        TimeProvider time
    )
    {
        tags.Add("measurements", "deals", "cities", "indicators");
        var (query, cancel) = (http.Request.Query, http.RequestAborted);
        var counted = DealFacet.IsIdentifier(indicator)
            ? await db.Indicators.AsNoTracking().SingleOrDefaultAsync(i => i.Identifier == indicator, cancel)
            : null;
        if (counted is null)
            return Problems.NotFound(http, new Refusal("indicator-not-found", indicator));
        var asked = await AskedAsync(http, db, time);
        PromiseName? after = null;
        if (query["after"].LastOrDefault() is { } cursor)
        {
            after = PromiseName.Parse(cursor);
            if (after is null)
                asked.Errors.Add(ApiParameter.BadCursor(cursor));
        }
        if (asked.Errors.Count > 0)
            return Problems.Misread(http, asked.Errors);
        var filter = new BehindFilter(counted, asked.City, BehindChoice.Parse(query), asked.Days);
        var page = await NumbersBehind.LoadAsync(db, filter, after, Limit.Number(http.Request), cancel);
        var isFirst = after is null;
        return ApiRoutes.LongListOf(
            http,
            [.. page.Promises.Select(p => PromiseBehindResource.Of(p, http.Request))],
            !isFirst ? null
                : page.Next is null ? page.Promises.Count
                : await NumbersBehind.CountAsync(db, filter, cancel),
            page.Next?.ToString()
        );
    }

    // 900, not 900.0, whatever it was converted from.
    internal static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;

    private static async Task<AskedTotals> AskedAsync(HttpContext http, AppDb db, TimeProvider time)
    {
        var cancel = http.RequestAborted;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var errors = new List<ParameterError>();
        var days = new DashboardDays(Day(AsOf, mayBeLater: true), Day(KnownAt, mayBeLater: false), today);
        var named = http.Request.Query[City.Name].LastOrDefault();
        long? city = null;
        if (named is not null)
        {
            city = await db
                .Cities.Where(c => c.Identifier == named)
                .Select(c => (long?)c.Id)
                .SingleOrDefaultAsync(cancel);
            if (city is null)
                errors.Add(
                    City.Unknown(named, await db.Cities.Select(c => c.Identifier).Order().Take(20).ToListAsync(cancel))
                );
        }
        return new AskedTotals(named, city, days, errors);

        DateOnly Day(ApiParameter parameter, bool mayBeLater)
        {
            var day = AskedDay.Parse(http.Request.Query[parameter.Name].LastOrDefault(), today, mayBeLater);
            if (day.Problem is not null)
                errors.Add(parameter.Unknown(day.Typed!, [AskedDay.Print(today)]));
            return day.Day;
        }
    }

    private sealed record AskedTotals(string? Named, long? City, DashboardDays Days, List<ParameterError> Errors);
}
