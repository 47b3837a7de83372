using Alliance.Deals.Drafting;
using Alliance.Network;

namespace Alliance.Deals.Signing;

/// <summary>How somebody signed.</summary>
public enum SigningWay
{
    /// <summary>With the passkey of an account that acts for the party.</summary>
    Passkey,

    /// <summary>With a code that was sent to the named address.</summary>
    Code,

    /// <summary>On paper; the city's manager has confirmed the scan.</summary>
    Ink,
}

/// <summary>Who agreed to which version: for whom, in which role, when, how. The person's name lies beside and can be erased.</summary>
public sealed class Signature
{
    public const int NameLength = 120;
    public const int ProofLength = 8000;

    public long Id { get; private set; }

    /// <summary>Null for a signature that came with a package from another register.</summary>
    public long? ReleaseId { get; set; }
    public Release? Release { get; set; }

    /// <summary>The version it became; null while others have still to sign.</summary>
    public DealVersion? Version { get; set; }
    public long? VersionId { get; set; }

    /// <summary>The hash that was shown and signed.</summary>
    public required string Hash { get; init; }

    /// <summary>The party's key in the version.</summary>
    public required string Party { get; init; }
    public required PartyRole Role { get; init; }
    public required SigningWay Way { get; init; }

    /// <summary>The association that signed for the party by its mandate.</summary>
    public Organisation? By { get; set; }
    public long? ByOrganisationId { get; init; }
    public required DateTime At { get; init; }

    /// <summary>The person who signed; null once it was erased.</summary>
    public string? SignerName { get; set; }

    /// <summary>Whose account it was made with; null by a link, in ink, and once the person was erased.</summary>
    public long? AccountId { get; init; }

    /// <summary>
    /// What the passkey signed and how (<see cref="PasskeySignature.Proof"/>): anybody who has it can check it without this
    /// register. It names a key of the person's, and goes with the name.
    /// </summary>
    public string? Proof { get; init; }

    /// <summary>The scan of the signed paper; it holds the person's hand, and goes with the name.</summary>
    public Attachment? Scan { get; init; }
    public long? ScanId { get; init; }
}

/// <summary>A code that was sent to a party's address; used up by signing, or after some wrong tries.</summary>
public sealed class SigningCode
{
    public const int Digits = 6;
    public const int Tries = 5;
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(20);

    public long Id { get; private set; }
    public required long ReleaseId { get; init; }
    public required string Party { get; init; }

    /// <summary>SHA-256 of key, release and code: ten thousands of codes are quickly tried, hence the tries.</summary>
    public required string Hash { get; init; }
    public required DateTime SentAt { get; init; }
    public required DateTime ExpiresAt { get; init; }
    public int Wrong { get; set; }
    public DateTime? UsedAt { get; set; }
}

/// <summary>Which ways of signing a city accepts for an instrument; without a row all of them.</summary>
public sealed class SigningRule
{
    public long Id { get; private set; }
    public required long CityId { get; init; }
    public required Instrument Instrument { get; init; }
    public required List<SigningWay> Ways { get; set; }
}
