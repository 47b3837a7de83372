using Alliance.Deals.Drafting;
using Alliance.Deals.Existing;
using Alliance.Network;

namespace Alliance.Deals;

/// <summary>
/// Who may do what with a deal of the register: the filters for lists, and the checks of one. What is public everybody
/// reads; this is about what lies behind it.
/// </summary>
public static class DealRights
{
    private static readonly MembershipRole[] OwnPeople =
    [
        MembershipRole.DealManager,
        MembershipRole.FieldManager,
        MembershipRole.Approver,
        MembershipRole.Observer,
    ];

    /// <summary>The deals this person keeps up: those of the own cities.</summary>
    public static IQueryable<Deal> Kept(IQueryable<Deal> deals, Actor actor)
    {
        var cities = CitiesOf(actor, MayEdit);
        return deals.Where(d => cities.Contains(d.CityId));
    }

    /// <summary>A scan holds signatures: the city's own people see it, and a coordinator of the network does not.</summary>
    public static IQueryable<DealScan> Visible(IQueryable<DealScan> scans, Actor actor)
    {
        var cities = CitiesOf(actor, (a, city) => a.HasIn(city, OwnPeople));
        return scans.Where(s => cities.Contains(s.Deal!.CityId));
    }

    /// <summary>The cities in which this person may do that.</summary>
    public static List<long> CitiesOf(Actor actor, Func<Actor, long, bool> may) =>
        [.. actor.Memberships.Select(m => m.CityId).OfType<long>().Distinct().Where(city => may(actor, city))];

    /// <summary>Changes and renews it, by a draft; keeps and removes its scans.</summary>
    public static bool MayEdit(Actor actor, long city) => DraftRights.MayEdit(actor, city);

    /// <summary>Ends it, confirms a record for the city, erases a signer, loads tables, says how the city signs.</summary>
    public static bool MayManage(Actor actor, long city) => DraftRights.MayManage(actor, city);

    /// <summary>
    /// Asks whether a record is right, and sees what was answered: the city's own managers, and those who look after the
    /// register as a whole.
    /// </summary>
    public static bool MayAsk(Actor actor, long city) =>
        MayEdit(actor, city) || actor.Has(MembershipRole.Coordinator) || actor.IsAdministrator;

    /// <summary>
    /// Opens its inner page: what is concluded here is its city's own matter; of other records the network takes care too.
    /// </summary>
    public static bool MayLookAfter(Actor actor, DealState? state, long city) =>
        state is null ? MayAsk(actor, city) : MayEdit(actor, city);
}
