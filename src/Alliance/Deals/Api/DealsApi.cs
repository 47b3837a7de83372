using System.Globalization;
using Alliance.Deals.Documents;
using Alliance.Deals.Index;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Api;

/// <summary>Deals by the filters of their list, and what belongs to one deal.</summary>
internal static class DealsApi
{
    public static readonly ApiParameter Id = new("id", "The deal's identifier, as it stands in `id`.")
    {
        InPath = true,
        Example = "ma-11",
    };

    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 20, most: 100);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/deals", ListAsync)
            .ReadsApi<ApiList<DealResource>>(
                "listDeals",
                "Deals",
                "Deals and programmes of a choice. Several values of one parameter mean any of them, several parameters all "
                    + "of them: the same deals, in the same order, as on the pages.",
                [.. DealParameters.Choice, DealParameters.Sort, Limit, ApiParameter.After]
            );
        routes
            .MapGet("/api/v1/facets", FacetsAsync)
            .ReadsApi<FacetsAnswer>(
                "countFacets",
                "Deals",
                "How many deals of a choice there are, and how many there would be with each further value of each filter.",
                DealParameters.Choice
            );
        routes
            .MapGet("/api/v1/deals/{id}", OneAsync)
            .ReadsApi<DealResource>("getDeal", "Deals", "One deal, whole.", Id)
            .MayBeMissing();
        routes
            .MapGet("/api/v1/deals/{id}/versions", VersionsAsync)
            .ReadsApi<ApiList<VersionResource>>(
                "listVersions",
                "Deals",
                "Every recorded or released version of the deal with its content and hash, the first one first.",
                Id,
                Limit,
                ApiParameter.After
            )
            .MayBeMissing();
        routes
            .MapGet("/api/v1/deals/{id}/versions/{number:int}", VersionAsync)
            .ReadsApi<VersionResource>(
                "getVersion",
                "Deals",
                "One version of the deal. It never changes.",
                Id,
                new ApiParameter("number", "The version's number, from 1.")
                {
                    InPath = true,
                    Range = (1, int.MaxValue),
                    Example = "1",
                }
            )
            .MayBeMissing();
        routes
            .MapGet("/api/v1/deals/{id}/commitments", CommitmentsAsync)
            .ReadsApi<ApiList<CommitmentResource>>(
                "listCommitments",
                "Deals",
                "What exactly each party of the deal promises, in the deal's order.",
                Id,
                Limit,
                ApiParameter.After
            )
            .MayBeMissing();
    }

    private static async Task<IResult> ListAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("deals");
        var (_, choice, errors) = await DealParameters.ReadAsync(http, db);
        if (errors.Count > 0)
            return Problems.Misread(http, errors);
        var size = Limit.Number(http.Request);
        var ids = choice.Ids().Take(size + 1).ToList();
        var next = ids.Count > size ? choice.CursorAfter(ids[size - 1]) : null;
        var whole = await DealDocuments.LoadAsync(db, [.. ids.Take(size)], http.RequestAborted);
        var names = await NamesAsync(db, choice, whole, http.RequestAborted);
        return ApiRoutes.ListOf(
            http,
            [.. whole.Select(d => DealResource.Of(d, http.Request, names.GetValueOrDefault(d.Id)?.Through))],
            choice.Total,
            next
        );
    }

    /// <summary>By which other names those were found that lack the words themselves (1 query, or none).</summary>
    private static Task<IReadOnlyDictionary<long, Excerpt>> NamesAsync(
        AppDb db,
        DealChoice choice,
        List<Deal> deals,
        CancellationToken cancel
    )
    {
        var through = choice.Through(deals.Select(d => d.Id));
        return Excerpts.ForAsync(
            db,
            DealTerms.Source,
            SearchQuery.Read(choice.Filter.Search),
            Language.English,
            [
                .. deals
                    .Where(d => through.Contains(d.Id))
                    .Select(d => (d.Id, d.Title.ToString(), (string?)d.Title.Authentic)),
            ],
            through,
            cancel
        );
    }

    private static async Task<IResult> FacetsAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("deals");
        var (_, choice, errors) = await DealParameters.ReadAsync(http, db);
        return errors.Count > 0
            ? Problems.Misread(http, errors)
            : Results.Ok(
                new FacetsAnswer(
                    choice.Deals,
                    choice.Programmes,
                    [
                        .. choice
                            .Facets()
                            .Select(f => new FacetAnswer(
                                f.Facet.Name,
                                [.. f.Values.Select(v => new FacetValueAnswer(v.Value, v.Deals))]
                            )),
                    ]
                )
            );
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("deals", "deal:" + id);
        return await DealDocuments.FindAsync(db, id, http.RequestAborted) is { } deal
            ? Results.Ok(DealResource.Of(deal, http.Request))
            : Missing(http, id);
    }

    private static async Task<IResult> VersionsAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("deals", "deal:" + id);
        if (!ApiRoutes.TryReadNumber(http, out var after, out var error))
            return error;
        if (await KeyAsync(db, id, http.RequestAborted) is not { } key)
            return Missing(http, id);
        var size = Limit.Number(http.Request);
        var all = Signed(db).Where(v => v.DealId == key);
        var rows = await all.Where(v => v.Number > after)
            .OrderBy(v => v.Number)
            .Take(size + 1)
            .ToListAsync(http.RequestAborted);
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(v => VersionResource.Of(v, id, http.Request))],
            await all.CountAsync(http.RequestAborted),
            rows.Count > size ? ApiRoutes.PlaceOf(rows[size - 1].Number) : null
        );
    }

    private static async Task<IResult> VersionAsync(string id, int number, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("deals", "deal:" + id);
        return
            await Signed(db)
                .FirstOrDefaultAsync(v => v.Deal!.Identifier == id && v.Number == number, http.RequestAborted)
                is { } version
            ? Results.Ok(VersionResource.Of(version, id, http.Request))
            : Problems.NotFound(http, new Refusal("version-not-found", id, ApiRoutes.PlaceOf(number)));
    }

    private static async Task<IResult> CommitmentsAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("deals", "deal:" + id);
        if (!ApiRoutes.TryReadNumber(http, out var after, out var error))
            return error;
        if (await KeyAsync(db, id, http.RequestAborted) is not { } key)
            return Missing(http, id);
        var size = Limit.Number(http.Request);
        var all = db.Commitments.AsNoTracking().Where(c => c.DealId == key);
        var rows = await all.Where(c => c.Order >= after)
            .OrderBy(c => c.Order)
            .Take(size + 1)
            .ToListAsync(http.RequestAborted);
        var parties = await db
            .Parties.AsNoTracking()
            .Include(p => p.Organisation)
            .Where(p => p.DealId == key)
            .ToDictionaryAsync(p => p.Key, PartyDocument.Of, http.RequestAborted);
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(c => CommitmentResource.Of(c, id, parties[c.By]))],
            await all.CountAsync(http.RequestAborted),
            rows.Count > size ? ApiRoutes.PlaceOf(rows[size].Order) : null
        );
    }

    private static IQueryable<DealVersion> Signed(AppDb db) =>
        db.DealVersions.AsNoTracking().Include(v => v.Signatures).ThenInclude(s => s.By).AsSplitQuery();

    private static Task<long?> KeyAsync(AppDb db, string id, CancellationToken cancel) =>
        db.Deals.Where(d => d.Identifier == id).Select(d => (long?)d.Id).FirstOrDefaultAsync(cancel);

    private static IResult Missing(HttpContext http, string id) =>
        Problems.NotFound(http, new Refusal("deal-not-found", id));
}
