using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Drafting;

/// <summary>How somebody comes to a draft: signed in by its key, or without an account by the link that was sent.</summary>
/// <param name="Key">The draft's key; null for a link.</param>
/// <param name="Token">The secret of the link; null for who is signed in.</param>
public readonly record struct Door(Actor Actor, string? Key, string? Token = null);

/// <summary>A draft as one person has it: what may be seen and done, and for which parties.</summary>
/// <param name="ByLink">The party whose link was used.</param>
/// <param name="ActsFor">The keys of the parties this person speaks and signs for.</param>
/// <param name="ByMandate">For which of them an association signs by its mandate: its key.</param>
public sealed record DraftAccess(
    Draft Draft,
    Actor Actor,
    DraftParty? ByLink,
    IReadOnlySet<string> ActsFor,
    IReadOnlyDictionary<string, long> ByMandate
)
{
    private static readonly Dictionary<string, long> NoMandate = [];

    public bool IsOfCity => DraftRights.IsOfCity(Actor, Draft.CityId);

    public bool MayEdit => DraftRights.MayEdit(Actor, Draft.CityId) && Draft.IsOpen;

    public bool MayManage => DraftRights.MayManage(Actor, Draft.CityId);

    /// <summary>Null where there is no such draft, or none for this person.</summary>
    public static async Task<DraftAccess?> OpenAsync(
        AppDb db,
        Door door,
        DateTime now,
        CancellationToken cancel = default
    )
    {
        var drafts = db.Drafts.Include(d => d.City).Include(d => d.Parties).AsSplitQuery();
        if (door.Token is { } token)
        {
            var hash = LinkToken.HashOf(token);
            var own = await db
                .DraftLinks.Where(l => l.Hash == hash && l.ExpiresAt > now)
                .Select(l => new { l.DraftPartyId, l.DraftParty!.DraftId })
                .SingleOrDefaultAsync(cancel);
            if (own is null)
                return null;
            var sent = await drafts.SingleAsync(d => d.Id == own.DraftId, cancel);
            var party = sent.Parties.Single(p => p.Id == own.DraftPartyId);
            return new DraftAccess(sent, Actor.Stranger, party, new HashSet<string> { party.Key }, NoMandate);
        }
        var found = await DraftRights
            .Visible(drafts, door.Actor, Mandates.InForce(db))
            .SingleOrDefaultAsync(d => d.Key == door.Key, cancel);
        if (found is null)
            return null;
        var parties = ActingFor(found, door.Actor);
        var mandates = await MandatesAsync(db, found, door.Actor, parties, cancel);
        parties.UnionWith(mandates.Keys);
        return new DraftAccess(found, door.Actor, null, parties, mandates);
    }

    // An association signs for its member; who acts for the member itself needs none.
    private static async Task<Dictionary<string, long>> MandatesAsync(
        AppDb db,
        Draft draft,
        Actor actor,
        HashSet<string> own,
        CancellationToken cancel
    )
    {
        var mandates = new Dictionary<string, long>(StringComparer.Ordinal);
        if (!actor.Has(MembershipRole.Representative))
            return mandates;
        foreach (var party in draft.Parties.Where(p => p.InvitedAt is not null && !own.Contains(p.Key)))
            if (
                party.OrganisationId is { } member
                && await MandateRights.MaySignForAsync(db, actor, member, cancel) is { } association
            )
                mandates[party.Key] = association.Id;
        return mandates;
    }

    private static HashSet<string> ActingFor(Draft draft, Actor actor) =>
        [
            .. draft
                .Parties.Where(p =>
                    p.OrganisationId is { } own && actor.ActsFor(own, MembershipRole.Representative)
                    || draft.Content.Party(p.Key)?.Role == PartyRole.City
                        && DraftRights.MaySignForCity(actor, draft.CityId)
                )
                .Select(p => p.Key),
        ];
}
