using System.Text.Json.Serialization;

namespace Alliance.Network;

/// <summary>How exact a stated number is.</summary>
public enum Qualifier
{
    Exactly,
    About,
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
}

/// <summary>A number with its unit, in the unit's base measure (5.5 million SEK is 5,500,000 <c>sek</c>).</summary>
/// <param name="Unit">A code of <see cref="Units"/>.</param>
/// <param name="Per">For a rate: <c>year</c>, <c>person-year</c>, <c>meal</c>.</param>
public sealed record Quantity(
    decimal Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Qualifier Qualifier,
    string Unit,
    string? Per = null
);
