using Alliance.Deals.Index;
using Alliance.Platform.Data;
using Alliance.Platform.Tables;
using Alliance.Platform.Web;

namespace Alliance.Deals.Api;

/// <summary>The five counts that are never mixed, as of one day and as known on another.</summary>
/// <param name="AsOf">What was agreed by this day.</param>
/// <param name="KnownAt">What was recorded by the end of this day (UTC).</param>
/// <param name="Overall">All cities together; an organisation of several cities counts once.</param>
/// <param name="Cities">Cities without any record are missing.</param>
public sealed record TotalsAnswer(
    DateOnly AsOf,
    DateOnly KnownAt,
    Totals Overall,
    IReadOnlyList<CityTotalsAnswer> Cities
);

/// <summary>The totals of one city.</summary>
/// <param name="City">The city's identifier.</param>
/// <param name="Totals">Its counts.</param>
public sealed record CityTotalsAnswer(string City, Totals Totals);

internal static class TotalsApi
{
    private const string DayPattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

    private static readonly ApiParameter AsOf = new(
        "asOf",
        "Count what was agreed by this day; today where it is left out. Only a pair of days that lie in the past is fixed."
    )
    {
        Pattern = DayPattern,
        Example = "2024-12-31",
    };

    private static readonly ApiParameter KnownAt = new(
        "knownAt",
        "Count as anyone could have known it at the end of this day (UTC); today where it is left out, and never later."
    )
    {
        Pattern = DayPattern,
        Example = "2026-03-10",
    };

    private static readonly Table<CountedRow> Table = new(
        "totals",
        [
            new(
                "city",
                r => r.City?.Identifier,
                (r, reader) => r.City?.Name.In(reader.Language).Text ?? reader["totals.all"]
            ),
            Column<CountedRow>.Of("asOf", r => r.AsOf),
            Column<CountedRow>.Of("knownAt", r => r.KnownAt),
            Column<CountedRow>.Of("programmes", r => r.Totals.Programmes),
            Column<CountedRow>.Of("deals", r => r.Totals.Deals),
            Column<CountedRow>.Of("commitments", r => r.Totals.Commitments),
            Column<CountedRow>.Of("quantified", r => r.Totals.Quantified),
            Column<CountedRow>.Of("signatories", r => r.Totals.Signatories),
            Column<CountedRow>.Of("joiners", r => r.Totals.Joiners),
            Column<CountedRow>.Of("groupMembers", r => r.Totals.GroupMembers),
            Column<CountedRow>.Of("undatedProgrammes", r => r.Totals.Undated.Programmes),
            Column<CountedRow>.Of("undatedDeals", r => r.Totals.Undated.Deals),
            Column<CountedRow>.Of("undatedCommitments", r => r.Totals.Undated.Commitments),
            Column<CountedRow>.Of("later", r => r.Totals.Later),
        ]
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/totals", TotalsAsync)
            .ReadsApi<TotalsAnswer>(
                "getTotals",
                "Totals",
                "Programmes, deals, commitments, signatories and joiners: five different counts, overall and by city.",
                AsOf,
                KnownAt
            );
        routes.MapTable(
            Table,
            "counting",
            "totals",
            "Totals",
            "The totals, one row for all cities together (without a city) and one for each.",
            RowsAsync,
            [AsOf, KnownAt]
        );
    }

    private static async Task<IResult> TotalsAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("deals", "cities");
        var (counted, errors) = await CountAsync(http, db);
        if (errors.Count > 0)
            return Problems.Misread(http, errors);
        var cities = await Counting.CitiesAsync(db, http.RequestAborted);
        return Results.Ok(
            new TotalsAnswer(
                counted.AsOf,
                counted.KnownAt,
                counted.Overall,
                [
                    .. cities
                        .Where(c => counted.ByCity.ContainsKey(c.Id))
                        .Select(c => new CityTotalsAnswer(c.Identifier, counted.ByCity[c.Id])),
                ]
            )
        );
    }

    private static async Task<Rows<CountedRow>> RowsAsync(HttpContext http, AppDb db)
    {
        var (counted, errors) = await CountAsync(http, db);
        var cities = await Counting.CitiesAsync(db, http.RequestAborted);
        return new(
            cities
                .Where(c => counted.ByCity.ContainsKey(c.Id))
                .Select(c => new CountedRow(c, counted.AsOf, counted.KnownAt, counted.ByCity[c.Id]))
                .Prepend(new CountedRow(null, counted.AsOf, counted.KnownAt, counted.Overall))
                .ToAsyncEnumerable(),
            errors
        );
    }

    private static async Task<(CountedTotals Counted, List<ParameterError> Errors)> CountAsync(
        HttpContext http,
        AppDb db
    )
    {
        var services = http.RequestServices;
        var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var errors = new List<ParameterError>();
        var asOf = Day(AsOf, mayBeLater: true);
        var knownAt = Day(KnownAt, mayBeLater: false);
        var deals = await services.GetRequiredService<DealIndex>().CurrentAsync(http.RequestAborted);
        return (await Counting.TotalsAsync(db, deals, asOf, knownAt, http.RequestAborted), errors);

        DateOnly Day(ApiParameter parameter, bool mayBeLater)
        {
            var day = AskedDay.Parse(http.Request.Query[parameter.Name].LastOrDefault(), today, mayBeLater);
            if (day.Problem is not null)
                errors.Add(parameter.Unknown(day.Typed!, [AskedDay.Print(today)]));
            return day.Day;
        }
    }

    private sealed record CountedRow(CountedCity? City, DateOnly AsOf, DateOnly KnownAt, Totals Totals);
}
