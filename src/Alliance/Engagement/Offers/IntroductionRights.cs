using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Network;

namespace Alliance.Engagement.Offers;

/// <summary>Who may do what with an introduction; it has to be loaded with its offer.</summary>
public static class IntroductionRights
{
    /// <summary>Acts for who asked.</summary>
    public static bool IsAsker(Actor actor, Introduction introduction) =>
        introduction.OrganisationId is { } organisation
            ? actor.ActsFor(organisation, MembershipRole.Representative)
            : DraftRights.MayEdit(actor, introduction.CityId);

    /// <summary>Agrees or declines: the contact of the city whose offer it is.</summary>
    public static bool MayAnswer(Actor actor, Introduction introduction) =>
        DraftRights.MayManage(actor, introduction.Offer!.CityId);

    /// <summary>Who asked takes it back, or says that it is over; who was asked says so once it was agreed, and answers until then.</summary>
    public static bool MayEnd(Actor actor, Introduction introduction) =>
        introduction.State switch
        {
            IntroductionState.Asked => IsAsker(actor, introduction),
            IntroductionState.Agreed => IsAsker(actor, introduction) || MayAnswer(actor, introduction),
            _ => false,
        };

    /// <summary>Those who asked and are asked, and the contact of who asks, whose name is given.</summary>
    public static bool MayRead(Actor actor, Introduction introduction) =>
        IsAsker(actor, introduction)
        || DraftRights.MayEdit(actor, introduction.Offer!.CityId)
        || DraftRights.MayManage(actor, introduction.CityId);

    /// <summary>The same for lists.</summary>
    public static IQueryable<Introduction> Own(IQueryable<Introduction> introductions, Actor actor)
    {
        var edited = DealRights.CitiesOf(actor, DraftRights.MayEdit);
        var managed = DealRights.CitiesOf(actor, DraftRights.MayManage);
        var organisations = OfferRights.Represented(actor);
        return introductions.Where(i =>
            edited.Contains(i.Offer!.CityId)
            || managed.Contains(i.CityId)
            || (i.OrganisationId == null && edited.Contains(i.CityId))
            || (i.OrganisationId != null && organisations.Contains(i.OrganisationId.Value))
        );
    }
}
