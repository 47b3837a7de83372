using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Identity;

/// <summary>
/// Who may see and give which roles: the filters for lists, and the check of one. An organisation's people are its own
/// business: its representatives give and take its roles. Only where nobody acts for it yet, its city's deal managers and the
/// coordinators let the first one in; afterwards they could put their own person in another's place.
/// </summary>
public static class PeopleRights
{
    /// <summary>
    /// Administrators see everybody; deal managers the people of their cities and of the organisations there; coordinators
    /// those of all organisations; representatives those of their organisations; and everybody themselves.
    /// </summary>
    public static IQueryable<Membership> Visible(IQueryable<Membership> memberships, Actor actor)
    {
        if (actor.IsAdministrator)
            return memberships;
        var (cities, organisations) = (CitiesOf(actor), OrganisationsOf(actor));
        var coordinates = actor.Has(MembershipRole.Coordinator);
        var own = actor.AccountId ?? 0;
        return memberships.Where(m =>
            m.AccountId == own
            || (m.CityId != null && cities.Contains(m.CityId))
            || (
                m.OrganisationId != null
                && (
                    coordinates
                    || organisations.Contains(m.OrganisationId)
                    || (m.Organisation!.CityId != null && cities.Contains(m.Organisation.CityId))
                )
            )
        );
    }

    /// <summary>
    /// Requests that wait for this person's word: of the own organisations, and of those that have nobody yet what the first
    /// representative's giver may decide.
    /// </summary>
    public static IQueryable<MembershipRequest> Decidable(AppDb db, Actor actor, DateTime now)
    {
        var open = db.MembershipRequests.Where(r =>
            r.ConfirmedAt != null && r.RefusedAt == null && r.ExpiresAt > now && r.Organisation!.MergedIntoId == null
        );
        if (actor.IsAdministrator)
            return open;
        var (cities, organisations) = (CitiesOf(actor), OrganisationsOf(actor));
        var coordinates = actor.Has(MembershipRole.Coordinator);
        return open.Where(r =>
            organisations.Contains(r.OrganisationId)
            || (
                (coordinates || (r.Organisation!.CityId != null && cities.Contains(r.Organisation.CityId)))
                && !db.Memberships.Any(m =>
                    m.OrganisationId == r.OrganisationId && m.Role == MembershipRole.Representative
                )
            )
        );
    }

    /// <summary>
    /// What was given and taken: administrators read all of it, deal managers what concerns their cities and the
    /// organisations there.
    /// </summary>
    public static IQueryable<RightsChange> Changes(AppDb db, Actor actor)
    {
        if (actor.IsAdministrator)
            return db.RightsChanges;
        var cities = CitiesOf(actor);
        return db.RightsChanges.Where(c =>
            (c.CityId != null && cities.Contains(c.CityId))
            || (
                c.OrganisationId != null
                && db.Organisations.Any(o => o.Id == c.OrganisationId && o.CityId != null && cities.Contains(o.CityId))
            )
        );
    }

    public static bool MayReadChanges(Actor actor) => actor.IsAdministrator || actor.Has(MembershipRole.DealManager);

    /// <summary>Mails go to people of all cities and organisations; whoever looks after the server looks after them.</summary>
    public static bool MaySeeMails(Actor actor) => actor.IsAdministrator;

    public static bool MaySeeJobs(Actor actor) => actor.IsAdministrator;

    public static bool MayGive(Actor actor, MembershipRole role, RolePlace place) =>
        actor.IsAdministrator
        || (role.IsOfCity() && place.City is { } city && actor.HasIn(city, MembershipRole.DealManager))
        || (
            role.IsOfOrganisation()
            && place.Organisation is { } organisation
            && (
                actor.ActsFor(organisation, MembershipRole.Representative)
                || (!place.HasRepresentative && MayLetFirstIn(actor, place.City))
            )
        );

    /// <summary>Everybody may leave; representatives take the roles of their organisations, deal managers those of their cities.</summary>
    public static bool MayTake(Actor actor, Membership membership) =>
        actor.IsAdministrator
        || membership.AccountId == actor.AccountId
        || (
            membership is { CityId: { } city }
            && membership.Role.IsOfCity()
            && actor.HasIn(city, MembershipRole.DealManager)
        )
        || (
            membership is { OrganisationId: { } organisation }
            && actor.ActsFor(organisation, MembershipRole.Representative)
        );

    /// <summary>Whether there is somebody to invite for this person.</summary>
    public static bool MayInvite(Actor actor) => MayLetFirstIn(actor) || actor.Has(MembershipRole.Representative);

    /// <summary>Whether this person may name the first representative of some organisation.</summary>
    public static bool MayLetFirstIn(Actor actor) =>
        actor.IsAdministrator || actor.Has(MembershipRole.Coordinator) || actor.Has(MembershipRole.DealManager);

    private static bool MayLetFirstIn(Actor actor, long? city) =>
        actor.Has(MembershipRole.Coordinator) || (city is { } own && actor.HasIn(own, MembershipRole.DealManager));

    // Nullable as the columns they are compared with.
    private static List<long?> CitiesOf(Actor actor) =>
        [
            .. actor
                .Memberships.Where(m => m.Role == MembershipRole.DealManager && m.CityId != null)
                .Select(m => m.CityId),
        ];

    private static List<long?> OrganisationsOf(Actor actor) =>
        [
            .. actor
                .Memberships.Where(m => m.Role == MembershipRole.Representative && m.OrganisationId != null)
                .Select(m => m.OrganisationId),
        ];
}
