using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps.Stakeholders;

/// <param name="Organisation">Its address below <c>/organisations/</c>, where the register has it.</param>
/// <param name="KnownBy">Who of the city knows them: empty but for the city's own people.</param>
/// <param name="Deals">In how many of the city's deals it takes part; 0 where the register does not have it.</param>
public sealed record StakeholderRow(
    long Id,
    string Name,
    string NameKey,
    string? Organisation,
    OrganisationKind Kind,
    string? Nace,
    IReadOnlyList<SeldomHeard> SpeaksFor,
    int? Influence,
    int? Interest,
    string Does,
    StakeholderState State,
    DeclineReason? Declined,
    string NextStep,
    DateOnly? NextOn,
    bool Shown,
    int Deals,
    string KnownBy
);

/// <summary>A city's stakeholder map as its own people read it: who is where, what comes next, and who is missing.</summary>
/// <param name="Rows">All of them, by name.</param>
/// <param name="NotYet">How many organisations of the city's deals are not on it.</param>
public sealed record StakeholderMap(IReadOnlyList<StakeholderRow> Rows, int NotYet)
{
    /// <summary>The kinds of organisations of which none is on the map. The city itself is no stakeholder of its own plans.</summary>
    public IEnumerable<OrganisationKind> MissingKinds =>
        Enum.GetValues<OrganisationKind>()
            .Where(k => k is not OrganisationKind.Municipality and not OrganisationKind.Network)
            .Except(Rows.Select(r => r.Kind));

    /// <summary>The sections of the economy of which none is on the map.</summary>
    public IEnumerable<string> MissingSectors => Sectors.Except(Rows.Select(r => r.Nace).OfType<string>());

    /// <summary>The groups for which nobody on the map speaks.</summary>
    public IEnumerable<SeldomHeard> MissingGroups =>
        Enum.GetValues<SeldomHeard>().Except(Rows.SelectMany(r => r.SpeaksFor));

    /// <summary>
    /// NACE Rev. 2.1 has 22 sections, A to V. Of households as employers (U) and of embassies (V) nobody expects a deal.
    /// </summary>
    public static IReadOnlyList<string> Sectors { get; } =
    [.. Enumerable.Range('A', 'T' - 'A' + 1).Select(c => ((char)c).ToString())];

    /// <remarks>2 queries.</remarks>
    public static async Task<StakeholderMap> LoadAsync(AppDb db, long city, CancellationToken cancel = default) =>
        new(
            await RowsAsync(db, db.Stakeholders.Where(s => s.CityId == city), own: true, cancel),
            await AddFromDeals.Missing(db, city).CountAsync(cancel)
        );

    /// <param name="db">The database.</param>
    /// <param name="stakeholders">Which.</param>
    /// <param name="own">For the city's own people, who may read what is about persons.</param>
    /// <param name="cancel">Gives up.</param>
    /// <remarks>1 query.</remarks>
    public static Task<List<StakeholderRow>> RowsAsync(
        AppDb db,
        IQueryable<Stakeholder> stakeholders,
        bool own,
        CancellationToken cancel = default
    ) =>
        stakeholders
            .OrderBy(s => s.NameKey)
            .Select(s => new StakeholderRow(
                s.Id,
                s.Organisation == null ? s.Name
                    : s.Organisation.MergedInto == null ? s.Organisation.Name
                    : s.Organisation.MergedInto.Name,
                s.NameKey,
                s.Organisation == null ? null
                    : s.Organisation.MergedInto == null ? s.Organisation.Identifier
                    : s.Organisation.MergedInto.Identifier,
                s.Kind,
                s.Nace,
                s.SpeaksFor,
                s.Influence,
                s.Interest,
                s.Does,
                s.State,
                s.Declined,
                s.NextStep,
                s.NextOn,
                s.Shown,
                s.OrganisationId == null
                    ? 0
                    : db.Deals.Count(d =>
                        d.CityId == s.CityId
                        && d.Parties.Any(p =>
                            (p.Organisation!.MergedIntoId ?? p.OrganisationId)
                            == (s.Organisation!.MergedIntoId ?? s.OrganisationId)
                        )
                    ),
                own ? s.KnownBy : ""
            ))
            .ToListAsync(cancel);
}
