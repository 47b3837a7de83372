using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site;

/// <summary>What a reader of the list of organisations chose; the address carries all of it.</summary>
/// <param name="City">A city's identifier: organisations that have their seat there.</param>
/// <param name="Partner">A city's identifier: organisations that take part in one of its deals.</param>
/// <param name="After">The identifier of the last organisation on the page before.</param>
public sealed record OrganisationFilter(
    string Search,
    OrganisationKind? Kind,
    string? City,
    string? Partner,
    char? Letter,
    string? After
)
{
    /// <summary>Reads an address; what it does not understand is as if it were not there.</summary>
    public static OrganisationFilter Parse(IQueryCollection query)
    {
        string? Of(string name) => DealFilter.Clean(query[name].LastOrDefault()) is { Length: > 0 } text ? text : null;
        var letter = Folding.Fold(Of("letter") ?? "");
        return new OrganisationFilter(
            Of("q") ?? "",
            Code.TryParse<OrganisationKind>(Of("kind"), out var kind) ? kind : null,
            Of("city"),
            Of("partner"),
            letter.Length == 1 ? letter[0] : null,
            Of("after")
        );
    }

    public bool Empty => Search.Length == 0 && Kind is null && City is null && Partner is null && Letter is null;

    public string Address(Reader reader)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("q", Search.Length == 0 ? null : Search),
            ("kind", Kind is { } kind ? Code.Of(kind) : null),
            ("city", City),
            ("partner", Partner),
            ("letter", Letter?.ToString()),
            ("after", After),
        };
        var query = parts
            .Where(p => p.Value is not null)
            .Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}")
            .ToList();
        return reader.At(query.Count == 0 ? "organisations" : "organisations?" + string.Join('&', query));
    }
}

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

/// <summary>An organisation and what was found to be the same.</summary>
public sealed record OrganisationFacts(
    Organisation Organisation,
    City? City,
    string? MergedInto,
    IReadOnlyList<MergedRecord> Merged,
    Collection? Collection,
    int Deals
);

/// <summary>A record that was found to be the same organisation.</summary>
public sealed record MergedRecord(string Identifier, string Name);

public sealed record PromiseMade(LocalText Action, Quantity? Quantity, Target? Target);

/// <summary>An organisation's part in one deal.</summary>
public sealed record DealPart(
    string Slug,
    LocalText Title,
    LocalText CityName,
    Instrument Instrument,
    PartialDate? Agreed,
    PartialDate? Start,
    IReadOnlyList<PartyRole> Roles,
    IReadOnlyList<PromiseMade> Promises,
    int ContributesTo
);

public sealed record ProjectPart(string Identifier, string Name, string? LongName, bool Coordinates);

public static class OrganisationQueries
{
    public const int PageSize = 40;
    public const int DealsShown = 30;

    /// <summary>One page of the list. A merged record is not listed; its names still find the one it was merged into.</summary>
    public static async Task<OrganisationList> ListAsync(
        AppDb db,
        OrganisationFilter filter,
        CancellationToken cancel = default
    )
    {
        var chosen = Chosen(db, filter);
        var total = await chosen.CountAsync(cancel);
        var page = chosen;
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
        var rows = await page.OrderBy(o => o.SortName)
            .ThenBy(o => o.Id)
            .Take(PageSize + 1)
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
        return rows.Count > PageSize
            ? new OrganisationList(rows[..PageSize], total, rows[PageSize - 1].Identifier)
            : new OrganisationList(rows, total, null);
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
                || db.Organisations.Any(m => m.MergedIntoId == o.Id && m.SearchText.Contains(word))
            );
        if (filter.Kind is { } kind)
            chosen = chosen.Where(o => o.Kind == kind);
        if (filter.City is { } city)
            chosen = chosen.Where(o => o.City!.Identifier == city);
        if (filter.Partner is { } partner)
            chosen = chosen.Where(o =>
                db.Deals.Where(d => d.City!.Identifier == partner)
                    .SelectMany(d => d.Parties)
                    .Any(p =>
                        p.Role != PartyRole.City
                        && p.OrganisationId != null
                        && (p.Organisation!.MergedIntoId ?? p.OrganisationId) == o.Id
                    )
            );
        if (filter.Letter is { } letter)
            chosen = chosen.Where(o => o.SortName.StartsWith(letter.ToString()));
        return chosen;
    }

    public static Task<OrganisationFacts?> FindAsync(AppDb db, string identifier, CancellationToken cancel = default) =>
        db
            .Organisations.AsNoTracking()
            .Where(o => o.Identifier == identifier)
            .Select(o => new OrganisationFacts(
                o,
                o.City,
                o.MergedInto == null ? null : o.MergedInto.Identifier,
                db.Organisations.Where(m => m.MergedIntoId == o.Id)
                    .OrderBy(m => m.Id)
                    .Select(m => new MergedRecord(m.Identifier, m.Name))
                    .ToList(),
                db.Collections.FirstOrDefault(c => c.Identifier == o.Collection),
                db.Parties.Where(p =>
                        db.Organisations.Where(m => m.Id == o.Id || m.MergedIntoId == o.Id)
                            .Select(m => (long?)m.Id)
                            .Contains(p.OrganisationId)
                    )
                    .Select(p => p.DealId)
                    .Distinct()
                    .Count()
            ))
            .FirstOrDefaultAsync(cancel);

    /// <summary>The organisation's part in its newest deals, merged records' parts included.</summary>
    public static async Task<List<DealPart>> DealsAsync(AppDb db, long organisation, CancellationToken cancel = default)
    {
        var own = db
            .Organisations.Where(m => m.Id == organisation || m.MergedIntoId == organisation)
            .Select(m => (long?)m.Id);
        var deals = await db
            .Deals.Where(d => d.Parties.Any(p => own.Contains(p.OrganisationId)))
            .OrderByDescending(d => d.SortDate)
            .ThenByDescending(d => d.Id)
            .Take(DealsShown)
            .Select(d => new
            {
                d.Slug,
                d.Title,
                CityName = d.City!.Name,
                d.Instrument,
                d.Agreed,
                d.Start,
                Parts = d
                    .Parties.Where(p => own.Contains(p.OrganisationId))
                    .OrderBy(p => p.Order)
                    .Select(p => new { p.Key, p.Role })
                    .ToList(),
                Commitments = d
                    .Commitments.OrderBy(c => c.Order)
                    .Select(c => new
                    {
                        c.By,
                        c.With,
                        c.Action,
                        c.Quantity,
                        c.Target,
                    })
                    .ToList(),
            })
            .AsSplitQuery()
            .ToListAsync(cancel);
        return
        [
            .. deals.Select(d =>
            {
                var keys = d.Parts.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
                return new DealPart(
                    d.Slug,
                    d.Title,
                    d.CityName,
                    d.Instrument,
                    d.Agreed,
                    d.Start,
                    [.. d.Parts.Select(p => p.Role).Distinct()],
                    [
                        .. d
                            .Commitments.Where(c => keys.Contains(c.By))
                            .Select(c => new PromiseMade(c.Action, c.Quantity, c.Target)),
                    ],
                    d.Commitments.Count(c => !keys.Contains(c.By) && c.With.Exists(keys.Contains))
                );
            }),
        ];
    }

    /// <summary>Projects that one of these identifiers coordinates or takes part in.</summary>
    public static async Task<List<ProjectPart>> ProjectsAsync(
        AppDb db,
        IReadOnlyList<string> identifiers,
        CancellationToken cancel = default
    )
    {
        // A consortium lies in one column as JSON; projects are few, and only these fields of them are read.
        var projects = await db
            .Projects.OrderBy(p => p.Identifier)
            .Select(p => new
            {
                p.Identifier,
                p.Name,
                p.LongName,
                p.Coordinator,
                p.Consortium,
            })
            .ToListAsync(cancel);
        return
        [
            .. projects
                .Where(p =>
                    identifiers.Contains(p.Coordinator)
                    || p.Consortium.Exists(c => c.Organisations.Exists(identifiers.Contains))
                )
                .Select(p => new ProjectPart(p.Identifier, p.Name, p.LongName, identifiers.Contains(p.Coordinator))),
        ];
    }
}
