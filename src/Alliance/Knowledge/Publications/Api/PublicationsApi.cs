using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Publications.Api;

/// <summary>What the group publishes, by its frozen editions: what is worked on is not here.</summary>
internal static class PublicationsApi
{
    private const string Tag = "Publications";

    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 20, most: 100);
    private static readonly ApiParameter Id = new("id", "The publication's identifier, as it stands in `id`.")
    {
        InPath = true,
        Example = "example-booklet",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/publications", ListAsync)
            .ReadsApi<ApiList<PublicationResource>>(
                "listPublications",
                Tag,
                "Booklets and papers with an edition that holds, the first ones first.",
                Limit,
                ApiParameter.After
            );
        routes
            .MapGet("/api/v1/publications/{id}", OneAsync)
            .ReadsApi<PublicationResource>(
                "getPublication",
                Tag,
                "One publication with its newest edition that holds.",
                Id
            )
            .MayBeMissing();
        routes
            .MapGet("/api/v1/publications/{id}/editions", EditionsAsync)
            .ReadsApi<ApiList<ListedEditionResource>>(
                "listEditions",
                Tag,
                "Every edition of the publication, the first one first; those that were withdrawn say so.",
                Id,
                Limit,
                ApiParameter.After
            )
            .MayBeMissing();
        routes
            .MapGet("/api/v1/publications/{id}/editions/{number:int}", EditionAsync)
            .ReadsApi<EditionResource>(
                "getEdition",
                Tag,
                "One edition with everything it shows, chapter by chapter, as it was frozen. It never changes; it may be withdrawn.",
                Id,
                new ApiParameter("number", "The edition's number, from 1.")
                {
                    InPath = true,
                    Range = (1, int.MaxValue),
                    Example = "1",
                }
            )
            .MayBeMissing();
    }

    private static async Task<IResult> ListAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("publications");
        if (!ApiRoutes.TryReadNumber(http, out var after, out var error))
            return error;
        var size = Limit.Number(http.Request);
        var all = db.Publications.Where(p => p.Editions.Any(e => e.WithdrawnAt == null));
        var keys = await all.Where(p => p.Id > after)
            .OrderBy(p => p.Id)
            .Select(p => p.Id)
            .Take(size + 1)
            .ToListAsync(http.RequestAborted);
        var shown = keys.Take(size).ToList();
        var editions = (
            await Lines(db.Editions.Where(e => shown.Contains(e.PublicationId))).ToListAsync(http.RequestAborted)
        ).ToLookup(l => l.PublicationId);
        return ApiRoutes.ListOf(
            http,
            [.. shown.Where(editions.Contains).Select(k => Of(Newest(editions[k]), http.Request))],
            await all.CountAsync(http.RequestAborted),
            keys.Count > size ? ApiRoutes.PlaceOf(checked((int)shown[^1])) : null
        );
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("publications");
        // Whoever has the address of a withdrawn edition still reads it, and finds its publication.
        var editions = await Lines(db.Editions.Where(e => e.Publication!.Identifier == id))
            .ToListAsync(http.RequestAborted);
        return editions.Count == 0 ? Missing(http) : Results.Ok(Of(Newest(editions), http.Request));
    }

    private static async Task<IResult> EditionsAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("publications");
        if (!ApiRoutes.TryReadNumber(http, out var after, out var error))
            return error;
        var size = Limit.Number(http.Request);
        var all = db.Editions.Where(e => e.Publication!.Identifier == id);
        var total = await all.CountAsync(http.RequestAborted);
        if (total == 0)
            return Missing(http);
        var rows = await Lines(all.Where(e => e.Number > after).OrderBy(e => e.Number).Take(size + 1))
            .ToListAsync(http.RequestAborted);
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(r => Listed(r, http.Request))],
            total,
            rows.Count > size ? ApiRoutes.PlaceOf(rows[size - 1].Number) : null
        );
    }

    private static async Task<IResult> EditionAsync(string id, int number, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("publications");
        return
            await db
                .Editions.AsNoTracking()
                .SingleOrDefaultAsync(e => e.Publication!.Identifier == id && e.Number == number, http.RequestAborted)
                is { } edition
            ? Results.Ok(EditionResource.Of(edition, id, http.Request))
            : Problems.NotFound(http, new Refusal("edition-not-found"));
    }

    private static IResult Missing(HttpContext http) => Problems.NotFound(http, new Refusal("publication-not-found"));

    // What stands in a list of editions, without reading all that they show.
    private sealed record Line(
        long PublicationId,
        string Publication,
        PublicationKind Kind,
        int Number,
        LocalText Title,
        DateTime FrozenAt,
        string Hash,
        DateTime? WithdrawnAt,
        LocalText? Reason
    );

    private static IQueryable<Line> Lines(IQueryable<Edition> chosen) =>
        chosen.Select(e => new Line(
            e.PublicationId,
            e.Publication!.Identifier,
            e.Publication.Kind,
            e.Number,
            e.Title,
            e.FrozenAt,
            e.Hash,
            e.WithdrawnAt,
            e.Reason
        ));

    // The newest that holds; where none does, the newest that was withdrawn.
    private static Line Newest(IEnumerable<Line> editions) =>
        editions.OrderByDescending(e => e.WithdrawnAt is null).ThenByDescending(e => e.Number).First();

    private static PublicationResource Of(Line newest, HttpRequest request) =>
        new(
            newest.Publication,
            newest.Kind,
            newest.Title,
            newest.Publication,
            ApiRoutes.AddressOf(request, "publications/" + newest.Publication),
            new PublicationLinks(
                ApiRoutes.AddressOf(request, $"publications/{newest.Publication}/editions"),
                Listed(newest, request)
            )
        );

    private static ListedEditionResource Listed(Line line, HttpRequest request) =>
        new(
            EditionDocument.IdOf(line.Publication, line.Number),
            line.Number,
            line.Title,
            line.FrozenAt.InWholeSeconds(),
            line.Hash,
            line.WithdrawnAt?.InWholeSeconds(),
            line.Reason,
            EditionResource.AddressOf(line.Publication, line.Number, request),
            EditionResource.PagesOf(line.Publication, line.Number, request)
        );
}
