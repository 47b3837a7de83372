using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Exchange;

/// <summary>Who meets in a space.</summary>
public enum SpaceKind
{
    LeadershipGroup,
    SmeOrganisations,
    SocialEconomy,

    /// <summary>Who comes to a sprint, before and after it.</summary>
    SprintGuests,
}

/// <summary>Where a group asks each other, and decides what it does together. Its members see it, and nobody else.</summary>
public sealed class Space
{
    public const int NameLength = 120;

    public long Id { get; private set; }

    /// <summary>Its page's address below <c>/workspace/spaces/</c>.</summary>
    public required string Slug { get; init; }
    public required SpaceKind Kind { get; init; }
    public required LocalText Name { get; init; }

    /// <summary>What it is for.</summary>
    public LocalText? Purpose { get; init; }

    /// <summary>The sprint's host city, whose managers keep the members; null for what is the network's.</summary>
    public long? CityId { get; init; }
    public City? City { get; init; }

    /// <summary>The identifier of the sprint whose guests meet here.</summary>
    public string? Sprint { get; init; }

    /// <summary>UTC, whole seconds; as all that follow.</summary>
    public required DateTime OpenedAt { get; init; }

    /// <summary>From then on it is read, and nothing is written.</summary>
    public DateTime? ClosedAt { get; set; }

    /// <summary>Changes with every write, so that two of them at once do not both hold.</summary>
    public int Turn { get; set; }
    public List<SpaceMember> Members { get; } = [];
}
