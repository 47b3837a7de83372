using Alliance.Deals.Joining;
using Alliance.Deals.Signing;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>Everything a deal's page shows.</summary>
/// <param name="Deal">With its own values; what belongs to it stands beside it.</param>
/// <param name="Related">Up to three that share an area, see <see cref="RelatedDeals"/>.</param>
public sealed record DealDetails(
    Deal Deal,
    CityLink City,
    IReadOnlyList<AreaName> Areas,
    IReadOnlyList<DealParty> Parties,
    IReadOnlyList<Commitment> Commitments,
    IReadOnlyList<ReportedFigure> Indicators,
    VersionLine? Version,
    CollectionLine? Collection,
    ProjectLink? Project,
    OriginLink? Origin,
    IReadOnlyList<DealCardData> Related
)
{
    /// <summary>Of a deal that was concluded here: under the latest version that was signed.</summary>
    public IReadOnlyList<SignatureLine> Signatures { get; init; } = [];
}

/// <param name="By">The association that signed for the party by its mandate.</param>
/// <param name="Person">Who signed; null once it was erased.</param>
public sealed record SignatureLine(
    string Party,
    PartyRole Role,
    SigningWay Way,
    DateTime At,
    string? By,
    string? Person,
    int Version,
    string Hash
);

/// <summary>The deal's city by name.</summary>
public sealed record CityLink(long Id, string Identifier, LocalText Name);

/// <summary>
/// A party as pages show it: exactly one of an organisation, a group that is not named, or a collective word. A merged
/// record goes by the one it was merged into.
/// </summary>
public sealed record DealParty(
    string Key,
    PartyRole Role,
    OrganisationLink? Organisation,
    PartyGroup? Group,
    LocalText? Collective,
    SourceWords? AsSource
)
{
    public OrganisationKind? Kind => Organisation?.Kind ?? Group?.Kind;

    /// <summary>The text that says of a group why it has no name: who joined here chose so, elsewhere the source gives none.</summary>
    public string UnnamedText =>
        JoinerParty.NumberOf(Key) > 0 ? "party.joined-here"
        : Group?.Count is null ? "party.described"
        : "party.counted";
}

/// <param name="City">The key of the city where it is at home, where that is one of the register.</param>
public sealed record OrganisationLink(string Identifier, string Name, OrganisationKind Kind, long? City);

/// <summary>The version that is shown, without its content.</summary>
public sealed record VersionLine(int Number, VersionKind Kind, DateTime RecordedAt, string Hash);

/// <summary>How the facts were gathered.</summary>
public sealed record CollectionLine(string Language, LocalText Method);

public sealed record ProjectLink(string Identifier, string Name);

public sealed record OriginLink(string Slug, LocalText Title);
