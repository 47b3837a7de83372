namespace Alliance.Deals;

// The words of docs/language.md. Their codes (kebab case) are part of the open format, of addresses and of the API.

public enum Instrument
{
    DeclarationOfIntent,
    Deal,
    ClimateContract,
    PledgeScheme,
    SectorCovenant,
    Programme,
    Declaration,
    Project,
}

/// <summary>How the source relates it to the Local Green Deal idea.</summary>
public enum Relation
{
    OfficialLgd,
    ClimatePartnership,
    SectorGreenDeal,
    Related,
}

/// <summary>How well the record is founded; not how well the deal does.</summary>
public enum Standing
{
    /// <summary>Read in public sources; no party has confirmed it. No seal, never "in force".</summary>
    Collected,
    ConfirmedByCity,
    ConfirmedByParties,
    ConcludedHere,
}

/// <summary>Set by people; the computed health is another axis.</summary>
public enum Delivery
{
    Planned,
    Running,
    Done,
    Stopped,
}

public enum LegalNature
{
    Binding,
    NotBinding,
    NotStated,
}

public enum OpenToJoin
{
    Yes,
    No,
    NotStated,
}

public enum PartyRole
{
    City,
    Signatory,
    Joiner,
    Supporter,
    Facilitator,
}

public enum Direction
{
    Increase,
    Decrease,
    Reach,
}

/// <summary>Whether a promise adds something: what would happen without the deal as well should not be counted as its success.</summary>
public enum Additionality
{
    /// <summary>Would not happen without this deal.</summary>
    New,

    /// <summary>Was planned for later.</summary>
    BroughtForward,

    /// <summary>Was decided before, and is told here.</summary>
    DecidedBefore,
    RequiredByLaw,
    Unknown,
}

/// <summary>Where a deal that was concluded here stands (docs/language.md); a collected one has no such state.</summary>
public enum DealState
{
    InForce,
    Completed,
    EndedEarly,
    Renewed,
}

/// <summary>Why a deal ended early. Stable codes.</summary>
public enum EndReason
{
    Money,
    Time,
    Skills,
    Permits,
    Law,
    PartnerLeft,
    NotEffective,
    OtherWay,
}
