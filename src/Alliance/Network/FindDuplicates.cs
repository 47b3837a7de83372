using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Network;

/// <summary>Why two records may be the same organisation.</summary>
public enum DuplicateReason
{
    SameOfficialNumber,
    SameName,
    SameOtherName,
    LegalForm,
    Brackets,
    Town,
    Spelling,
}

/// <summary>How sure the proposal is; a person decides always.</summary>
public enum Sureness
{
    Certain,
    Likely,
    Possible,
}

/// <summary>What the search for duplicates looks at.</summary>
public sealed record ComparedOrganisation(
    long Id,
    string Identifier,
    string Name,
    IReadOnlyList<string> OtherNames,
    OrganisationKind Kind,
    string? Place,
    IReadOnlyList<OfficialNumber> OfficialNumbers
);

/// <param name="DifferentPlaces">They stand in different towns, and may be branches that signed each for itself.</param>
public sealed record DuplicateProposal(
    ComparedOrganisation First,
    ComparedOrganisation Second,
    IReadOnlyList<DuplicateReason> Reasons,
    Sureness Sureness,
    bool DifferentPlaces,
    bool DifferentKinds
);

/// <summary>Proposes pairs of records that may be one organisation. Changes nothing.</summary>
public sealed class FindDuplicates(AppDb db)
{
    public async Task<IReadOnlyList<DuplicateProposal>> ProposeAsync(CancellationToken cancel = default)
    {
        var all = await db
            .Organisations.Where(o => o.MergedIntoId == null)
            .Select(o => new
            {
                o.Id,
                o.Identifier,
                o.Name,
                o.OtherNames,
                o.Kind,
                CityName = o.City == null ? null : o.City.Name,
                o.Place,
                o.OfficialNumbers,
            })
            .ToListAsync(cancel);
        return Among(
            all.Select(o => new ComparedOrganisation(
                    o.Id,
                    o.Identifier,
                    o.Name,
                    o.OtherNames,
                    o.Kind,
                    o.CityName?.ToString() ?? o.Place,
                    o.OfficialNumbers
                ))
                .ToList()
        );
    }

    /// <summary>The proposals among these, surest first. Each pair comes once, whichever way round they are given.</summary>
    public static IReadOnlyList<DuplicateProposal> Among(IReadOnlyList<ComparedOrganisation> organisations)
    {
        var read = organisations
            .OrderBy(o => o.Identifier, StringComparer.Ordinal)
            .Select(o => new Candidate(o))
            .ToList();
        // Only those that share a key are compared, so that 100,000 records take no 5 thousand million comparisons.
        return
        [
            .. read.SelectMany(c => c.Keys.Select(k => (Key: k, Candidate: c)))
                .GroupBy(x => x.Key, x => x.Candidate, StringComparer.Ordinal)
                .SelectMany(g => Pairs([.. g]))
                .Distinct()
                .Select(p => Compare(p.First, p.Second))
                .OfType<DuplicateProposal>()
                .OrderBy(p => p.Sureness)
                .ThenBy(p => p.First.Identifier, StringComparer.Ordinal)
                .ThenBy(p => p.Second.Identifier, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<(Candidate First, Candidate Second)> Pairs(List<Candidate> group)
    {
        for (var i = 0; i < group.Count; i++)
        for (var j = i + 1; j < group.Count; j++)
            if (!ReferenceEquals(group[i], group[j]))
                yield return (group[i], group[j]);
    }

    private static DuplicateProposal? Compare(Candidate first, Candidate second)
    {
        var (a, b) = (first.Facts, second.Facts);
        var sameNumber = a.OfficialNumbers.Any(n => b.OfficialNumbers.Any(m => Same(n, m)));
        // Two different numbers of one register are two legal units, whatever they are called.
        if (!sameNumber && a.OfficialNumbers.Any(n => b.OfficialNumbers.Any(m => m.Scheme == n.Scheme)))
            return null;
        List<DuplicateReason> reasons = sameNumber ? [DuplicateReason.SameOfficialNumber] : [];
        if (NameReason(first, second) is { } reason)
            reasons.Add(reason);
        if (reasons.Count == 0)
            return null;
        var differentPlaces = a.Place is not null && b.Place is not null && a.Place != b.Place;
        var doubtful =
            differentPlaces
            || a.Kind != b.Kind
            || (first.Name.Form.Length > 0 && second.Name.Form.Length > 0 && first.Name.Form != second.Name.Form);
        var sureness =
            sameNumber ? Sureness.Certain
            : doubtful || reasons[0] is DuplicateReason.Town or DuplicateReason.Spelling ? Sureness.Possible
            : Sureness.Likely;
        return new DuplicateProposal(a, b, reasons, sureness, differentPlaces, a.Kind != b.Kind);
    }

    private static bool Same(OfficialNumber a, OfficialNumber b) =>
        a.Scheme == b.Scheme && string.Equals(a.Value, b.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>The plainest likeness of the two names; null when they only share a loose key by chance.</summary>
    private static DuplicateReason? NameReason(Candidate first, Candidate second)
    {
        var (a, b) = (first.Name, second.Name);
        if (a.Whole == b.Whole)
            return DuplicateReason.SameName;
        if (a.Core == b.Core)
            return a.Bracketed || b.Bracketed ? DuplicateReason.Brackets : DuplicateReason.LegalForm;
        if (first.OtherKeys.Contains(b.Core) || second.OtherKeys.Contains(a.Core))
            return DuplicateReason.SameOtherName;
        // Only one may lose its town: "Visit Umeå" and "Visit Espoo" are two, "Cytiva Umeå" and "Cytiva" may be one.
        if (a.WithoutTown == b.Core || a.Core == b.WithoutTown)
            return DuplicateReason.Town;
        return OrganisationNames.Loose(a.Core) == OrganisationNames.Loose(b.Core) ? DuplicateReason.Spelling : null;
    }

    private sealed class Candidate
    {
        public Candidate(ComparedOrganisation facts)
        {
            Facts = facts;
            Name = OrganisationNames.Read(facts.Name, facts.Place);
            OtherKeys =
            [
                .. facts.OtherNames.Select(n => OrganisationNames.Read(n, facts.Place).Core).Where(k => k != ""),
            ];
            Keys =
            [
                .. OtherKeys
                    .Append(Name.Core)
                    .Append(Name.WithoutTown)
                    .Append(OrganisationNames.Loose(Name.Core))
                    .Where(k => k != "")
                    .Select(k => "name:" + k)
                    .Concat(facts.OfficialNumbers.Select(n => $"{n.Scheme}:{n.Value.ToUpperInvariant()}"))
                    .Distinct(StringComparer.Ordinal),
            ];
        }

        public ComparedOrganisation Facts { get; }
        public OrganisationName Name { get; }
        public HashSet<string> OtherKeys { get; }
        public IReadOnlyList<string> Keys { get; }
    }
}
