using Alliance.Network;

namespace Alliance.Identity;

/// <summary>Who gave or took which right, and when. Rows stay when an account is deleted, without the person.</summary>
public sealed class RightsChange
{
    public long Id { get; private set; }
    public required DateTime At { get; init; }

    /// <summary>Null for the command line, and after that account was deleted.</summary>
    public long? ByAccountId { get; set; }

    /// <summary>Null after that account was deleted.</summary>
    public long? AccountId { get; set; }
    public required bool Granted { get; init; }
    public required MembershipRole Role { get; init; }
    public long? CityId { get; init; }
    public long? OrganisationId { get; init; }
}
