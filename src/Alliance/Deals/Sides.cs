using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>A party with what it promises, and what others promise that it helps with.</summary>
public sealed record PartyPromises(DealParty Party, IReadOnlyList<Promise> Promises, IReadOnlyList<Promise> HelpsWith);

/// <param name="With">The parties that contribute.</param>
/// <param name="Reported">Figures that sources report about this very promise.</param>
public sealed record Promise(
    Commitment Commitment,
    DealParty? By,
    IReadOnlyList<DealParty> With,
    IReadOnlyList<ReportedFigure> Reported
);

/// <summary>
/// The two sides of a deal. Left the city: every party in the role of a city. Right its partners: everybody else, also
/// collective words, of which the source alone knows whether they mean the city too.
/// </summary>
public sealed class Sides
{
    public Sides(
        IReadOnlyList<DealParty> parties,
        IReadOnlyList<Commitment> commitments,
        IReadOnlyList<ReportedFigure> indicators
    )
    {
        var byKey = parties.ToDictionary(p => p.Key, StringComparer.Ordinal);
        var promises = commitments
            .Select(c => new Promise(
                c,
                byKey.GetValueOrDefault(c.By),
                [.. c.With.Select(k => byKey.GetValueOrDefault(k)).OfType<DealParty>()],
                [.. indicators.Where(i => i.Commitment == c.Key)]
            ))
            .ToList();
        PartyPromises Of(DealParty party) =>
            new(
                party,
                [.. promises.Where(p => p.By == party)],
                [.. promises.Where(p => p.By != party && p.With.Contains(party))]
            );
        City = [.. parties.Where(p => p.Role == PartyRole.City).Select(Of)];
        var partners = parties.Where(p => p.Role != PartyRole.City).Select(Of).ToList();
        Partners = [.. partners.Where(p => p.Promises.Count > 0)];
        // A collective word without a promise says nothing about anybody.
        Silent = [.. partners.Where(p => p.Promises.Count == 0 && p.Party.Collective is null).Select(p => p.Party)];
    }

    public IReadOnlyList<PartyPromises> City { get; }

    /// <summary>Partners with a promise of their own.</summary>
    public IReadOnlyList<PartyPromises> Partners { get; }

    /// <summary>Partners of whom the sources name no promise of their own.</summary>
    public IReadOnlyList<DealParty> Silent { get; }

    public bool CityPromises => City.Any(c => c.Promises.Count > 0);

    /// <summary>Promises of a word such as <em>all signatories</em>, which may mean the city too.</summary>
    public IEnumerable<LocalText> Collectives => Partners.Select(p => p.Party.Collective).OfType<LocalText>();
}

/// <summary>How a party is named.</summary>
public static class PartyName
{
    public static string In(this DealParty party, Language language) =>
        party.Organisation?.Name ?? party.Described(language)?.Text ?? party.Key;

    /// <summary>Of a group or of collective words how they are called; null of an organisation, whose name is the same in every language.</summary>
    public static Wording? Described(this DealParty party, Language language) =>
        party.Organisation is null ? (party.Group?.Name ?? party.Collective)?.In(language) : null;

    /// <summary>One or two letters for the tile beside the name.</summary>
    public static string Initials(string name)
    {
        var words = name.Split([' ', '-', '–', '/'], StringSplitOptions.RemoveEmptyEntries)
            .Select(w => w.TrimStart('"', '“', '„', '(', ':'))
            .Where(w => w.Length > 0 && char.IsLetterOrDigit(w[0]))
            .ToList();
        if (words.Count == 0)
            return "?";
        return words.Count == 1 || char.IsDigit(words[0][0])
            ? words[0][..1].ToUpperInvariant()
            : string.Concat(words.Take(2).Select(w => char.ToUpperInvariant(w[0])));
    }
}
