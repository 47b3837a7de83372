using System.Text.Json;
using Alliance.Deals.Documents;
using Alliance.Deals.Drafting;
using Alliance.Deals.Signing;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Printing;

/// <summary>
/// One version of a deal as it goes onto paper: what it says, and beside it what is known about it. A text that is being
/// signed has no more than the first.
/// </summary>
/// <param name="Text">The version's canonical document.</param>
/// <param name="Parties">By name, in the document's order.</param>
/// <param name="Hash">SHA-256 of the document.</param>
public sealed record PrintedDeal(
    DealDocument Text,
    LocalText City,
    IReadOnlyList<DealParty> Parties,
    int Number,
    string Hash
)
{
    /// <summary>The day of the last signature; null where it was recorded from sources, or is being signed.</summary>
    public PartialDate? Agreed { get; init; }

    /// <summary>The deal's state today, whatever version this is; null for a record of sources.</summary>
    public DealState? State { get; init; }
    public Ending? Ended { get; init; }
    public IReadOnlyList<SignatureLine> Signatures { get; init; } = [];

    /// <summary>The number of the deal's latest version.</summary>
    public int Latest { get; init; }

    public string Slug => Text.Slug;

    /// <summary>The language whose wording holds.</summary>
    public string Authentic => Text.Title.Authentic;

    /// <summary>Whether any of its words are a translation for this reader.</summary>
    public bool IsTranslatedFor(Language language) =>
        new[] { Text.Title, Text.Summary }
            .Concat((Text.Commitments ?? []).Select(c => c.Action))
            .Concat((Text.Articles ?? []).Select(a => a.Body))
            .Any(t => t.In(language).Translated);

    public DealParty? Party(string key) => Parties.FirstOrDefault(p => p.Key == key);

    /// <summary>
    /// A public deal's version: the one of this number, or the latest. Null where there is none: 4 queries.
    /// </summary>
    public static async Task<PrintedDeal?> LoadAsync(
        AppDb db,
        string slug,
        int? number,
        CancellationToken cancel = default
    )
    {
        if (!DealFacet.IsIdentifier(slug))
            return null;
        var deal = await db
            .Deals.Where(d => d.Slug == slug)
            .Select(d => new
            {
                d.Id,
                d.State,
                d.Ended,
                City = d.City!.Name,
                Latest = db.DealVersions.Where(v => v.DealId == d.Id).Max(v => (int?)v.Number),
            })
            .SingleOrDefaultAsync(cancel);
        if (deal?.Latest is not { } latest)
            return null;
        var wanted = number ?? latest;
        var version = await db
            .DealVersions.AsNoTracking()
            .SingleOrDefaultAsync(v => v.DealId == deal.Id && v.Number == wanted, cancel);
        if (version is null)
            return null;
        var text = JsonSerializer.Deserialize<DealDocument>(version.Content, JsonColumn.Options)!;
        return new PrintedDeal(text, deal.City, await PartiesAsync(db, text, cancel), wanted, version.Hash)
        {
            Agreed = version.Agreed,
            State = deal.State,
            Ended = deal.Ended,
            Latest = latest,
            Signatures = version.Kind == VersionKind.Recorded ? [] : await SignaturesAsync(db, version, cancel),
        };
    }

    /// <summary>The text of a draft that its parties are asked to sign.</summary>
    public static PrintedDeal Of(Draft draft, Release release)
    {
        var text = FixedDocument.Of(release);
        return new PrintedDeal(
            text,
            draft.City!.Name,
            [
                .. text.Parties.Select(p =>
                {
                    // Those that are new here are not in the register yet.
                    var named = draft.Content.Party(p.Key)!;
                    return Named(p, new OrganisationLink(p.Organisation!, named.Name, named.Kind, null));
                }),
            ],
            release.Number,
            release.Hash
        );
    }

    private static async Task<List<DealParty>> PartiesAsync(AppDb db, DealDocument text, CancellationToken cancel)
    {
        var identifiers = text
            .Parties.Select(p => p.Organisation)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var names = await db
            .Organisations.Where(o => identifiers.Contains(o.Identifier))
            .Select(o => new OrganisationLink(o.Identifier, o.Name, o.Kind, o.CityId))
            .ToDictionaryAsync(o => o.Identifier, cancel);
        return text.Parties.ConvertAll(p => Named(p, p.Organisation is { } own ? names.GetValueOrDefault(own) : null));
    }

    private static DealParty Named(PartyDocument party, OrganisationLink? organisation) =>
        new(party.Key, party.Role, organisation, party.Group, party.Collective, party.AsSource);

    // Of the version that was signed by all, and of the joiners who came to it up to this one.
    private static async Task<List<SignatureLine>> SignaturesAsync(
        AppDb db,
        DealVersion version,
        CancellationToken cancel
    ) =>
        await db
            .Signatures.Where(s =>
                s.Version!.DealId == version.DealId
                && s.Version.Number <= version.Number
                && s.Version.Number
                    >= db.DealVersions.Where(v =>
                            v.DealId == version.DealId && v.Number <= version.Number && v.Kind == VersionKind.Released
                        )
                        .Max(v => v.Number)
            )
            .OrderBy(s => s.At)
            .ThenBy(s => s.Id)
            .Select(s => new SignatureLine(
                s.Party,
                s.Role,
                s.Way,
                s.At,
                s.By!.Name,
                s.SignerName,
                s.Version!.Number,
                s.Hash
            ))
            .ToListAsync(cancel);
}
