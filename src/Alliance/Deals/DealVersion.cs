using Alliance.Deals.Signing;
using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Deals;

public enum VersionKind
{
    /// <summary>What was read in public sources; unsigned.</summary>
    Recorded,

    /// <summary>Released for signing here, and signed by everyone it needed.</summary>
    Released,

    /// <summary>A joiner came to a version that was signed; the others had left it open to joiners.</summary>
    Joined,
}

/// <summary>
/// An immutable numbered state of a deal. Its content is the deal's canonical document (docs/format.md), which names
/// organisations and roles only. The facts beside it let totals say what was known on any past day without reading
/// documents.
/// </summary>
public sealed class DealVersion
{
    public long Id { get; private set; }
    public long DealId { get; set; }
    public Deal? Deal { get; set; }
    public required int Number { get; init; }
    public required VersionKind Kind { get; init; }
    public required DateTime RecordedAt { get; init; }

    /// <summary>SHA-256 of <see cref="Content"/> in UTF-8, lower-case hex.</summary>
    public required string Hash { get; init; }
    public required string Content { get; init; }

    /// <summary>Of a version signed here: the day of the deal's last signature, which nobody could sign beforehand.</summary>
    public PartialDate? Agreed { get; init; }
    public List<Signature> Signatures { get; init; } = [];

    // What totals count, as of this version.
    public long CityId { get; init; }
    public Instrument Instrument { get; init; }
    public DateOnly? DatedBy { get; init; }
    public int Commitments { get; init; }
    public int Quantified { get; init; }
    public List<VersionParty> Parties { get; init; } = [];
}

/// <summary>An organisation's part in a version; a group without names has no organisation but a stated count.</summary>
public sealed class VersionParty
{
    public long Id { get; private set; }
    public long DealVersionId { get; set; }
    public long? OrganisationId { get; init; }
    public Organisation? Organisation { get; init; }
    public required PartyRole Role { get; init; }
    public int? StatedCount { get; init; }
}
