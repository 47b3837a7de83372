using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Knowledge;
using Alliance.Network;

namespace Alliance.Engagement.Offers;

/// <summary>
/// Who may do what with an offer or need. A city's editors write, and so does who represents an organisation of it, for that one alone; what is shown, the
/// city's deal managers decide. Whoever represents the organisation may close its own at any time.
/// </summary>
public static class OfferRights
{
    /// <summary>What is open on that day, to whomever.</summary>
    public static IQueryable<Offer> Open(IQueryable<Offer> offers, DateOnly today) =>
        offers.Where(o => o.State == OfferState.Open && o.Until >= today);

    /// <summary>What was put before everybody and is not closed; its term may be over.</summary>
    public static IQueryable<Offer> ForEverybody(IQueryable<Offer> offers) =>
        offers.Where(o => o.State == OfferState.Open && o.SeenBy == OfferAudience.Everybody);

    /// <summary>What everybody reads on that day.</summary>
    public static IQueryable<Offer> Public(IQueryable<Offer> offers, DateOnly today) =>
        ForEverybody(offers).Where(o => o.Until >= today);

    /// <summary>What this person reads on that day, wherever it comes from.</summary>
    public static IQueryable<Offer> Shown(IQueryable<Offer> offers, Actor actor, DateOnly today) =>
        actor.IsSignedIn ? Open(offers, today) : Public(offers, today);

    /// <summary>Those of the own cities and of organisations that this person represents, in every state.</summary>
    public static IQueryable<Offer> Own(IQueryable<Offer> offers, Actor actor)
    {
        var cities = DealRights.CitiesOf(actor, (a, city) => KnowledgeRights.MayRead(a, city));
        var organisations = Represented(actor);
        return offers.Where(o =>
            cities.Contains(o.CityId) || (o.OrganisationId != null && organisations.Contains(o.OrganisationId.Value))
        );
    }

    /// <summary>The organisations that this person represents.</summary>
    public static List<long> Represented(Actor actor) =>
        [
            .. actor
                .Memberships.Where(m => m.Role == MembershipRole.Representative)
                .Select(m => m.OrganisationId)
                .OfType<long>()
                .Distinct(),
        ];

    /// <summary>Sees it in every state.</summary>
    public static bool MayRead(Actor actor, Offer offer) =>
        KnowledgeRights.MayRead(actor, offer.CityId) || Represents(actor, offer.OrganisationId);

    /// <summary>Writes one for that city or that organisation of it.</summary>
    public static bool MayWrite(Actor actor, long city, long? organisation) =>
        DraftRights.MayEdit(actor, city) || Represents(actor, organisation);

    /// <summary>Shows it to others.</summary>
    public static bool MayPublish(Actor actor, long city) => DraftRights.MayManage(actor, city);

    /// <summary>What others read changes only by who may publish; what is closed does not change.</summary>
    public static bool MayChange(Actor actor, Offer offer) =>
        offer.State switch
        {
            OfferState.Draft => MayWrite(actor, offer.CityId, offer.OrganisationId),
            OfferState.Open => MayPublish(actor, offer.CityId),
            _ => false,
        };

    /// <summary>An organisation may take back at any time what it agreed to.</summary>
    public static bool MayClose(Actor actor, Offer offer) =>
        MayPublish(actor, offer.CityId) || Represents(actor, offer.OrganisationId);

    private static bool Represents(Actor actor, long? organisation) =>
        organisation is { } one && actor.ActsFor(one, MembershipRole.Representative);
}
