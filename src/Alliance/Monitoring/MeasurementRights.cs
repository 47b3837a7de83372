using Alliance.Deals;
using Alliance.Network;

namespace Alliance.Monitoring;

/// <summary>
/// Who may say what came of a promise. Measurements are public, so that there is no filter for lists: everybody reads all
/// of them.
/// </summary>
public static class MeasurementRights
{
    /// <summary>What a program needs to record in somebody's name: whoever may record has one of these roles.</summary>
    public static readonly TokenScope Writing = new(
        "measurements:write",
        MembershipRole.DealManager,
        MembershipRole.FieldManager,
        MembershipRole.Representative,
        MembershipRole.Reporter
    );

    /// <summary>Whoever speaks or reports for the party that promised; and the city's managers, on its behalf.</summary>
    public static bool MayRecord(Actor actor, Deal deal, Party by) =>
        DealRights.MayEdit(actor, deal.CityId) || ActsFor(actor, by);

    /// <summary>The deals in which this person may record for some party; for which, <see cref="MayRecord"/> says.</summary>
    public static IQueryable<Deal> Recorded(IQueryable<Deal> deals, Actor actor)
    {
        var cities = DealRights.CitiesOf(actor, DealRights.MayEdit);
        var organisations = actor
            .Memberships.Where(m => m.Role is MembershipRole.Representative or MembershipRole.Reporter)
            .Select(m => m.OrganisationId)
            .Where(o => o != null)
            .ToList();
        return deals.Where(d =>
            cities.Contains(d.CityId) || d.Parties.Any(p => organisations.Contains(p.OrganisationId))
        );
    }

    /// <summary>
    /// For which party of the deal this person may say that a number was checked; null for none. Not whoever acts for the party that
    /// promised, nor for the one that recorded the number, and nobody on behalf of another.
    /// </summary>
    public static Party? ChecksFor(Actor actor, Deal deal, Party by, Measurement measured)
    {
        if (ActsForParty(actor, deal, by))
            return null;
        // Nobody checks the own number, for whomever they act by now.
        if (measured.AccountId is { } recorder && recorder == actor.AccountId)
            return null;
        // The city's people recorded it: on behalf of the party, or of a promise of theirs.
        var byCity = measured.OnBehalf || (measured.ByOrganisationId is null && by.Role == PartyRole.City);
        var own = deal.Parties.Where(p => ActsForParty(actor, deal, p)).ToList();
        return own.Exists(p => p.Role == PartyRole.City ? byCity : p.OrganisationId == measured.ByOrganisationId)
            ? null
            : own.FirstOrDefault();
    }

    /// <summary>Of the numbers of a promise those that this person may say were checked.</summary>
    public static IEnumerable<Measurement> ToCheck(Actor actor, Deal deal, PromiseProgress progress) =>
        progress.Current.Where(m =>
            m.Value is not null && m.Trust < TrustLevel.Checked && ChecksFor(actor, deal, progress.By, m) is not null
        );

    private static bool ActsForParty(Actor actor, Deal deal, Party party) =>
        ActsFor(actor, party) || (party.Role == PartyRole.City && DealRights.MayEdit(actor, deal.CityId));

    /// <summary>For the party itself, and not on its behalf.</summary>
    public static bool ActsFor(Actor actor, Party by) =>
        by.OrganisationId is { } own && actor.ActsFor(own, MembershipRole.Representative, MembershipRole.Reporter);
}
