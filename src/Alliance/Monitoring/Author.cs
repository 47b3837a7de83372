using Alliance.Deals;
using Alliance.Network;

namespace Alliance.Monitoring;

/// <summary>In whose name something is said of a promise. What is stored names organisations; the account beside it can be forgotten.</summary>
/// <param name="OrganisationId">The organisation the person acts for; null for a city's people, and for parties without a place in the register.</param>
/// <param name="OnBehalf">The city's people say it for a partner.</param>
/// <param name="AccountId">Null for who came by a link.</param>
public sealed record Author(long? OrganisationId, bool OnBehalf, long? AccountId)
{
    public static Author Of(Actor actor, Party party) =>
        MeasurementRights.ActsFor(actor, party)
            ? new Author(party.OrganisationId, false, actor.AccountId)
            : new Author(null, party.Role != PartyRole.City, actor.AccountId);

    /// <summary>Whoever was sent a link to answer for this party.</summary>
    public static Author ByLink(Party party) => new(party.OrganisationId, false, null);
}
