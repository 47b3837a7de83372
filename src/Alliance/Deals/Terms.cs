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
