using Alliance.Deals.Drafting;

namespace Alliance.Deals.Existing;

/// <summary>
/// The scan of the signed paper of a deal that was not signed here. It shows signatures, which are personal: only the city's
/// own people see it.
/// </summary>
public sealed class DealScan
{
    public long Id { get; private set; }
    public Deal? Deal { get; set; }
    public required long DealId { get; init; }

    /// <inheritdoc cref="Attachment.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="Attachment.MediaType"/>
    public required string MediaType { get; init; }
    public required byte[] Content { get; init; }

    /// <summary>SHA-256 in lower-case hex; the same file comes to a deal once.</summary>
    public required string Hash { get; init; }
    public required DateTime At { get; init; }
}
