using Alliance.Platform.Data;

namespace Alliance.Network;

/// <summary>Where a fact was read. The address is kept exactly as it was found.</summary>
/// <param name="Url">http or https.</param>
/// <param name="Publisher">The outlet's readable name.</param>
/// <param name="Published">When the source appeared, as far as known.</param>
/// <param name="PublishedFrom">How that date is known: <c>page</c> or <c>address</c>.</param>
/// <param name="Accessed">When it was read, as far as known.</param>
public sealed record Source(
    string Url,
    string? Publisher = null,
    PartialDate? Published = null,
    string? PublishedFrom = null,
    PartialDate? Accessed = null
);
