using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site;

public sealed record OrganisationRow(
    long Id,
    string Identifier,
    string Name,
    OrganisationKind Kind,
    string? CityIdentifier,
    LocalText? CityName,
    string? Place,
    int Deals
);

/// <param name="Next">What <see cref="OrganisationFilter.After"/> of the next page is; null on the last.</param>
public sealed record OrganisationList(IReadOnlyList<OrganisationRow> Rows, int Total, string? Next);

public sealed record Facet<T>(T Value, int Count);

public static class OrganisationListQueries
{
    public const int PageSize = 40;

    /// <summary>
    /// One page of the list, by name; where words are looked for, those with all of them in a name first. A merged record
    /// is not listed; its names still find the one it was merged into.
    /// </summary>
    /// <param name="hits">What the words of the choice find; null where there are none.</param>
    public static async Task<OrganisationList> ListAsync(
        AppDb db,
        OrganisationFilter filter,
        SearchHits? hits,
        int size = PageSize,
        CancellationToken cancel = default
    )
    {
        var total = await Chosen(db, filter, hits).CountAsync(cancel);
        var rows = await RowsAsync(db, filter, hits, size + 1, cancel);
        return rows.Count > size
            ? new OrganisationList(rows[..size], total, rows[size - 1].Identifier)
            : new OrganisationList(rows, total, null);
    }

    /// <summary>What the words of the choice find; null without words.</summary>
    public static async Task<SearchHits?> FindAsync(
        AppDb db,
        OrganisationFilter filter,
        CancellationToken cancel = default
    ) =>
        filter.Search.Length == 0
            ? null
            : await SearchFinder.FindAsync(
                db,
                OrganisationTerms.Source,
                SearchQuery.Read(filter.Search, names: true),
                cancel
            );

    /// <summary>So many organisations of the choice, from the one after <see cref="OrganisationFilter.After"/> on.</summary>
    public static async Task<List<OrganisationRow>> RowsAsync(
        AppDb db,
        OrganisationFilter filter,
        SearchHits? hits,
        int count,
        CancellationToken cancel = default
    )
    {
        var page = Chosen(db, filter, hits);
        // The choice of the column is made before the statement is: each order has its own, and its index.
        var nordic = filter.Nordic;
        var last = filter.After is null
            ? null
            : await db
                .Organisations.Where(o => o.Identifier == filter.After)
                .Select(o => new { Name = nordic ? o.SortNameNordic : o.SortName, o.Id })
                .FirstOrDefaultAsync(cancel);
        var titles = hits?.InTitle ?? [];
        // An organisation that is no longer there cannot be continued after: the list begins again. The first condition
        // follows from the second, and lets the index find the place.
        if (last is not null && hits is null)
            page = page.Where(o =>
                (nordic ? o.SortNameNordic : o.SortName).CompareTo(last.Name) >= 0
                && ((nordic ? o.SortNameNordic : o.SortName).CompareTo(last.Name) > 0 || o.Id > last.Id)
            );
        else if (last is not null)
        {
            var inTitle = titles.Contains(last.Id);
            page = page.Where(o =>
                (inTitle && !titles.Contains(o.Id))
                || (
                    titles.Contains(o.Id) == inTitle
                    && (
                        (nordic ? o.SortNameNordic : o.SortName).CompareTo(last.Name) > 0
                        || ((nordic ? o.SortNameNordic : o.SortName).CompareTo(last.Name) == 0 && o.Id > last.Id)
                    )
                )
            );
        }
        var ordered = hits is null
            ? page.OrderBy(o => nordic ? o.SortNameNordic : o.SortName)
            : page.OrderByDescending(o => titles.Contains(o.Id)).ThenBy(o => nordic ? o.SortNameNordic : o.SortName);
        return await ordered
            .ThenBy(o => o.Id)
            .Take(count)
            .Select(o => new OrganisationRow(
                o.Id,
                o.Identifier,
                o.Name,
                o.Kind,
                o.City == null ? null : o.City.Identifier,
                o.City == null ? null : o.City.Name,
                o.Place,
                db.Parties.Where(p =>
                        db.Organisations.Where(m => m.Id == o.Id || m.MergedIntoId == o.Id)
                            .Select(m => (long?)m.Id)
                            .Contains(p.OrganisationId)
                    )
                    .Select(p => p.DealId)
                    .Distinct()
                    .Count()
            ))
            .ToListAsync(cancel);
    }

    /// <summary>Where these organisations have the words that their names do not show: in another name, their town, their part.</summary>
    public static Task<IReadOnlyDictionary<long, Excerpt>> ExcerptsAsync(
        AppDb db,
        SearchQuery query,
        Language language,
        IReadOnlyList<OrganisationRow> rows,
        CancellationToken cancel = default
    ) =>
        Excerpts.ForAsync(
            db,
            OrganisationTerms.Source,
            query,
            language,
            [.. rows.Select(r => (r.Id, r.Name, (string?)null))],
            cancel: cancel
        );

    /// <summary>How many of each kind there are, whatever kind is chosen now.</summary>
    public static Task<List<Facet<OrganisationKind>>> KindsAsync(
        AppDb db,
        OrganisationFilter filter,
        SearchHits? hits,
        CancellationToken cancel = default
    ) =>
        Chosen(db, filter with { Kind = null }, hits)
            .GroupBy(o => o.Kind)
            .Select(g => new Facet<OrganisationKind>(g.Key, g.Count()))
            .ToListAsync(cancel);

    /// <summary>Under which first letters there is something, in the order of the alphabet.</summary>
    public static async Task<List<Facet<char>>> LettersAsync(
        AppDb db,
        OrganisationFilter filter,
        SearchHits? hits,
        CancellationToken cancel = default
    )
    {
        var nordic = filter.Nordic;
        var letters = await Chosen(db, filter with { Letter = null }, hits)
            .Select(o => nordic ? o.SortNameNordic : o.SortName)
            .Where(name => name != "")
            .GroupBy(name => name.Substring(0, 1))
            .Select(g => new { First = g.Key, Count = g.Count() })
            .ToListAsync(cancel);
        return
        [
            .. letters
                .OrderBy(l => l.First, StringComparer.Ordinal)
                .Select(l => new Facet<char>(OrganisationFilter.LetterOf(l.First[0], nordic), l.Count)),
        ];
    }

    private static IQueryable<Organisation> Chosen(AppDb db, OrganisationFilter filter, SearchHits? hits)
    {
        var chosen = db.Organisations.Where(o => o.MergedIntoId == null);
        if (hits is not null)
            chosen = chosen.Where(o => hits.All.Contains(o.Id));
        if (filter.Kind is { } kind)
            chosen = chosen.Where(o => o.Kind == kind);
        if (filter.City is { } city)
            chosen = chosen.Where(o => o.City!.Identifier == city);
        if (filter.Partner is { } partner)
            chosen = chosen.Where(o =>
                db.Deals.Where(d => d.City!.Identifier == partner)
                    .SelectMany(d => d.Parties)
                    .Where(p => p.Role != PartyRole.City && p.OrganisationId != null)
                    .Select(p => p.Organisation!.MergedIntoId ?? p.Organisation.Id)
                    .Contains(o.Id)
            );
        if (filter.Letter is { } letter)
            chosen = filter.Nordic
                ? chosen.Where(o => o.SortNameNordic.StartsWith(Folding.FoldNordic(letter.ToString())))
                : chosen.Where(o => o.SortName.StartsWith(letter.ToString()));
        return chosen;
    }
}
