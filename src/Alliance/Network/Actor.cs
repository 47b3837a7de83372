namespace Alliance.Network;

/// <summary>
/// Who acts: the person behind a request, or nobody. Every act asks it what this person may do with the very thing at
/// hand; pages only ask it what to offer.
/// </summary>
/// <param name="AccountId">Null for a stranger.</param>
public sealed record Actor(long? AccountId, string? Name, IReadOnlyList<ActorMembership> Memberships)
{
    public static readonly Actor Stranger = new(null, null, []);

    public bool IsSignedIn => AccountId is not null;

    public bool IsAdministrator => Has(MembershipRole.Administrator);

    public bool Has(MembershipRole role) => Memberships.Any(m => m.Role == role);

    public bool HasIn(long city, params ReadOnlySpan<MembershipRole> roles)
    {
        foreach (var membership in Memberships)
            if (membership.CityId == city && roles.Contains(membership.Role))
                return true;
        return false;
    }

    public bool ActsFor(long organisation, params ReadOnlySpan<MembershipRole> roles)
    {
        foreach (var membership in Memberships)
            if (membership.OrganisationId == organisation && roles.Contains(membership.Role))
                return true;
        return false;
    }
}

public sealed record ActorMembership(MembershipRole Role, long? CityId, long? OrganisationId);
