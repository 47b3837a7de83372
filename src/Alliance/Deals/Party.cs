using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>
/// Who takes part in a deal: an organisation, a group that the source counts or describes without naming, or a
/// collective word for parties already listed (<em>all signatories</em>), which no total counts.
/// </summary>
public sealed class Party
{
    public long Id { get; private set; }
    public long DealId { get; set; }

    /// <summary>Unique in the deal (<c>p1</c>).</summary>
    public required string Key { get; init; }
    public int Order { get; set; }
    public required PartyRole Role { get; set; }
    public Organisation? Organisation { get; set; }
    public long? OrganisationId { get; set; }

    public PartyGroup? Group
    {
        get;
        set
        {
            field = value;
            GroupKind = value?.Kind;
            GroupCount = value?.Count;
        }
    }

    // Beside the group's document, so that lists filter and count groups without reading documents.
    public OrganisationKind? GroupKind { get; private set; }
    public int? GroupCount { get; private set; }
    public LocalText? Collective { get; set; }
    public SourceWords? AsSource { get; set; }
}

/// <param name="Count">The number of members the source states.</param>
public sealed record PartyGroup(LocalText Name, int? Count = null, OrganisationKind? Kind = null);
