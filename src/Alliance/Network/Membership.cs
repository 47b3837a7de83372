namespace Alliance.Network;

/// <summary>
/// A person acting for a city, an organisation, or the network as a whole. Somebody may have several, each with its own
/// role. The account itself belongs to the room Identity.
/// </summary>
public sealed class Membership
{
    public long Id { get; private set; }
    public required long AccountId { get; init; }
    public required MembershipRole Role { get; init; }

    /// <summary>For a city's roles.</summary>
    public long? CityId { get; init; }
    public City? City { get; init; }

    /// <summary>For an organisation's roles.</summary>
    public long? OrganisationId { get; init; }
    public Organisation? Organisation { get; init; }
    public required DateTime Since { get; init; }
}

/// <summary>What a membership allows; each belongs to a city, to an organisation, or to the network.</summary>
public enum MembershipRole
{
    /// <summary>City: drafts, negotiates and publishes its deals, and invites people.</summary>
    DealManager,

    /// <summary>City: looks after one action field.</summary>
    FieldManager,

    /// <summary>City: releases deals for signature.</summary>
    Approver,

    /// <summary>City: reads what is not public yet.</summary>
    Observer,

    /// <summary>Organisation: signs and joins for it.</summary>
    Representative,

    /// <summary>Organisation: reports for it.</summary>
    Reporter,

    /// <summary>Network: helps all cities, and lets new ones in.</summary>
    Coordinator,

    /// <summary>Network: runs this Alliance.</summary>
    Administrator,
}

public static class MembershipRoles
{
    public static bool IsOfCity(this MembershipRole role) => role <= MembershipRole.Observer;

    public static bool IsOfOrganisation(this MembershipRole role) =>
        role is MembershipRole.Representative or MembershipRole.Reporter;

    public static bool IsOfNetwork(this MembershipRole role) => role >= MembershipRole.Coordinator;
}
