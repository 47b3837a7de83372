using Alliance.Deals;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Api;

/// <summary>What a city's promises add up to, as of one day and as known on another.</summary>
/// <param name="City">The city's identifier.</param>
/// <param name="AsOf">Of periods that had ended by this day.</param>
/// <param name="KnownAt">What was recorded by the end of this day (UTC).</param>
/// <param name="OpenOverlaps">Pairs of promises that may count the same effect and are not settled today; net counts both whole.</param>
/// <param name="MoreOverlaps">There are at least so many: where very many are open, not all are counted.</param>
/// <param name="Totals">One for each indicator, unit, scope, year and level of trust; never to be added across these, but for trust.</param>
public sealed record IndicatorTotalsAnswer(
    string City,
    DateOnly AsOf,
    DateOnly KnownAt,
    int OpenOverlaps,
    bool MoreOverlaps,
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

    private static readonly ApiParameter City = new("city", "The identifier of a city.")
    {
        Required = true,
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

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapApi<IndicatorTotalsAnswer>(
            "indicator-totals",
            "getIndicatorTotals",
            "Totals",
            "What the promises of a city add up to, gross and net of double counting, by indicator, year and level of trust.",
            TotalsAsync,
            City,
            AsOf,
            KnownAt
        );

    private static async Task<IResult> TotalsAsync(HttpContext http, AppDb db, PageTags tags, TimeProvider time)
    {
        tags.Add("measurements", "deals", "cities", "indicators", "boards");
        var cancel = http.RequestAborted;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var errors = new List<ParameterError>();
        var asOf = Day(AsOf, mayBeLater: true);
        var knownAt = Day(KnownAt, mayBeLater: false);
        var named = http.Request.Query["city"].LastOrDefault() ?? "";
        var city = await db
            .Cities.Where(c => c.Identifier == named)
            .Select(c => new { c.Id })
            .SingleOrDefaultAsync(cancel);
        if (city is null)
            errors.Add(
                City.Unknown(named, await db.Cities.Select(c => c.Identifier).Order().Take(20).ToListAsync(cancel))
            );
        if (errors.Count > 0)
            return Problems.Misread(http, errors);
        var totals = await CityTotals.LoadAsync(db, city!.Id, asOf, knownAt, today, cancel);
        return Results.Ok(
            new IndicatorTotalsAnswer(
                named,
                asOf,
                knownAt,
                totals.Standing.OpenOverlaps,
                totals.Standing.MoreOverlaps,
                [
                    .. totals.Totals.Select(t => new IndicatorTotalAnswer(
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

        // 900, not 900.0, whatever it was converted from.
        static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;

        DateOnly Day(ApiParameter parameter, bool mayBeLater)
        {
            var day = AskedDay.Parse(http.Request.Query[parameter.Name].LastOrDefault(), today, mayBeLater);
            if (day.Problem is not null)
                errors.Add(parameter.Unknown(day.Typed!, [AskedDay.Print(today)]));
            return day.Day;
        }
    }
}
