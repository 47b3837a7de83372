using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Tables;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Api;

/// <summary>The list of deals, and their commitments, as files; by the same choice and in the same order.</summary>
internal static class DealExports
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapTable(
            DealTables.Deals,
            "deals",
            "deals",
            "Deals",
            "Deals and programmes of a choice, one a row.",
            DealsAsync,
            [.. DealParameters.Choice, DealParameters.Sort]
        );
        routes.MapTable(
            DealTables.Commitments,
            "commitments",
            "commitments",
            "Deals",
            "Every commitment of the deals of a choice, one a row.",
            CommitmentsAsync,
            [.. DealParameters.Choice, DealParameters.Sort]
        );
        MapParts(routes);
    }

    /// <summary>What belongs to one deal: on pages found by its address, in the API by its identifier.</summary>
    private static void MapParts(IEndpointRouteBuilder routes)
    {
        routes.MapTable(
            DealTables.Commitments,
            "deals/{slug}/commitments",
            "deals/{id}/commitments",
            "Deals",
            "What exactly each party of the deal promises, one commitment a row.",
            async (http, db) =>
                await FindAsync(http, db) is { } id
                    ? new(Commitments(DealTables.WholeAsync(db, [id], http.RequestAborted)), [])
                    : Missing<CommitmentRow>(http),
            [DealsApi.Id]
        );
        routes.MapTable(
            DealTables.Versions,
            page: null,
            "deals/{id}/versions",
            "Deals",
            "Every recorded or released version of the deal with its hash, one a row, without its content.",
            async (http, db) =>
                await FindAsync(http, db) is { } id ? new(VersionsOf(db, id), []) : Missing<VersionRow>(http),
            [DealsApi.Id]
        );
    }

    private static async Task<long?> FindAsync(HttpContext http, AppDb db)
    {
        var (slug, identifier) = (Named(http, "slug"), Named(http, "id"));
        return await db
            .Deals.Where(d => slug != null ? d.Slug == slug : d.Identifier == identifier)
            .Select(d => (long?)d.Id)
            .FirstOrDefaultAsync(http.RequestAborted);
    }

    private static string? Named(HttpContext http, string key) => http.Request.RouteValues[key] as string;

    private static Rows<T> Missing<T>(HttpContext http) =>
        new(
            AsyncEnumerable.Empty<T>(),
            [],
            new Refusal("deal-not-found", Named(http, "id") ?? Named(http, "slug") ?? "")
        );

    private static IAsyncEnumerable<VersionRow> VersionsOf(AppDb db, long deal) =>
        db
            .DealVersions.Where(v => v.DealId == deal)
            .OrderBy(v => v.Number)
            .Select(v => new VersionRow(v.Deal!.Identifier, v.Number, v.Kind, v.RecordedAt, v.Hash))
            .AsAsyncEnumerable();

    private static IAsyncEnumerable<CommitmentRow> Commitments(IAsyncEnumerable<Deal> deals) =>
        deals.SelectMany(d => d.Commitments.OrderBy(c => c.Order).Select(c => new CommitmentRow(d, c)));

    private static async Task<Rows<Deal>> DealsAsync(HttpContext http, AppDb db)
    {
        var (_, choice, errors) = await DealParameters.ReadAsync(http, db, whole: true);
        return new(DealTables.WholeAsync(db, choice.Ids(), http.RequestAborted), errors);
    }

    private static async Task<Rows<CommitmentRow>> CommitmentsAsync(HttpContext http, AppDb db)
    {
        var deals = await DealsAsync(http, db);
        return new(Commitments(deals.All), deals.Errors);
    }
}
