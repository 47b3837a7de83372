using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Menu;

/// <summary>Who gives a promise of the menu.</summary>
public enum MenuSide
{
    Partner,
    City,
}

/// <summary>What a promise takes of those who give it.</summary>
public enum Effort
{
    /// <summary>Some days, and hardly any money.</summary>
    Small,

    /// <summary>Some weeks, or money that has to be planned.</summary>
    Medium,

    /// <summary>An investment, or a change over years.</summary>
    Large,
}

/// <summary>A ready promise, from which a commitment is written. It says nothing about the date: every deal has its own.</summary>
/// <param name="Id">Stable: drafts may name it.</param>
/// <param name="Areas">Identifiers of <see cref="SharedAreas"/>, the main one first.</param>
/// <param name="Kinds">Kinds of partners: whom it suits, or to whom the city offers it.</param>
/// <param name="Unit">A code of <see cref="Units"/>, of what <paramref name="Indicator"/> counts.</param>
/// <param name="Per">For a rate: a code of <see cref="Units.Rates"/>.</param>
/// <param name="Direction">Whether the figure shall rise, fall, or be reached.</param>
/// <param name="Action">
/// The promise in the first person. Where it has <see cref="Gap"/>, the quantity goes there, in every language.
/// </param>
/// <param name="Indicator">What is counted.</param>
/// <param name="Hint">What one needs for counting it.</param>
public sealed record MenuAction(
    string Id,
    MenuSide Side,
    IReadOnlyList<string> Areas,
    IReadOnlyList<OrganisationKind> Kinds,
    string Unit,
    string? Per,
    Direction Direction,
    Effort Effort,
    LocalText Title,
    LocalText Action,
    LocalText Indicator,
    LocalText Hint
)
{
    /// <summary>The place of the quantity in <see cref="Action"/>.</summary>
    public const string Gap = "{quantity}";

    public bool SuitsEveryArea => Areas.Count == SharedAreas.All.Count;
}
