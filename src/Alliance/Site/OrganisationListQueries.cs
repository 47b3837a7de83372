using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site;

public sealed record OrganisationRow(
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

    /// <summary>One page of the list. A merged record is not listed; its names still find the one it was merged into.</summary>
    public static async Task<OrganisationList> ListAsync(
        AppDb db,
        OrganisationFilter filter,
        int size = PageSize,
        CancellationToken cancel = default
    )
    {
        var total = await Chosen(db, filter).CountAsync(cancel);
        var rows = await RowsAsync(db, filter, size + 1, cancel);
        return rows.Count > size
            ? new OrganisationList(rows[..size], total, rows[size - 1].Identifier)
            : new OrganisationList(rows, total, null);
    }

    /// <summary>So many organisations of the choice, from the one after <see cref="OrganisationFilter.After"/> on.</summary>
    public static async Task<List<OrganisationRow>> RowsAsync(
        AppDb db,
        OrganisationFilter filter,
        int count,
        CancellationToken cancel = default
    )
    {
        var page = Chosen(db, filter);
        var last = filter.After is null
            ? null
            : await db
                .Organisations.Where(o => o.Identifier == filter.After)
                .Select(o => new { o.SortName, o.Id })
                .FirstOrDefaultAsync(cancel);
        // An organisation that is no longer there cannot be continued after: the list begins again. The first condition
        // follows from the second, and lets the index find the place.
        if (last is not null)
            page = page.Where(o =>
                o.SortName.CompareTo(last.SortName) >= 0 && (o.SortName.CompareTo(last.SortName) > 0 || o.Id > last.Id)
            );
        return await page.OrderBy(o => o.SortName)
            .ThenBy(o => o.Id)
            .Take(count)
            .Select(o => new OrganisationRow(
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

    /// <summary>How many of each kind there are, whatever kind is chosen now.</summary>
    public static Task<List<Facet<OrganisationKind>>> KindsAsync(
        AppDb db,
        OrganisationFilter filter,
        CancellationToken cancel = default
    ) =>
        Chosen(db, filter with { Kind = null })
            .GroupBy(o => o.Kind)
            .Select(g => new Facet<OrganisationKind>(g.Key, g.Count()))
            .ToListAsync(cancel);

    /// <summary>Under which first letters there is something.</summary>
    public static Task<List<Facet<string>>> LettersAsync(
        AppDb db,
        OrganisationFilter filter,
        CancellationToken cancel = default
    ) =>
        Chosen(db, filter with { Letter = null })
            .Where(o => o.SortName != "")
            .GroupBy(o => o.SortName.Substring(0, 1))
            .Select(g => new Facet<string>(g.Key, g.Count()))
            .ToListAsync(cancel);

    private static IQueryable<Organisation> Chosen(AppDb db, OrganisationFilter filter)
    {
        var chosen = db.Organisations.Where(o => o.MergedIntoId == null);
        foreach (var word in Folding.Fold(filter.Search).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
            chosen = chosen.Where(o =>
                o.SearchText.Contains(word)
                || db.Organisations.Where(m => m.MergedIntoId != null && m.SearchText.Contains(word))
                    .Select(m => m.MergedIntoId!.Value)
                    .Contains(o.Id)
            );
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
            chosen = chosen.Where(o => o.SortName.StartsWith(letter.ToString()));
        return chosen;
    }
}
