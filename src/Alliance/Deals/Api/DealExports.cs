using Alliance.Platform.Data;
using Alliance.Platform.Tables;

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
    }

    private static async Task<Rows<Deal>> DealsAsync(HttpContext http, AppDb db)
    {
        var (_, choice, errors) = await DealParameters.ReadAsync(http, db, whole: true);
        return new(DealTables.WholeAsync(db, choice.Ids(), http.RequestAborted), errors);
    }

    private static async Task<Rows<CommitmentRow>> CommitmentsAsync(HttpContext http, AppDb db)
    {
        var deals = await DealsAsync(http, db);
        return new(
            deals.All.SelectMany(d => d.Commitments.OrderBy(c => c.Order).Select(c => new CommitmentRow(d, c))),
            deals.Errors
        );
    }
}
