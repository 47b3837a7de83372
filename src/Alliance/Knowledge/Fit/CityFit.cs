using Alliance.Network;

namespace Alliance.Knowledge.Fit;

/// <summary>What a city said; what it left open is not in it.</summary>
/// <param name="Answers">By the keys of what is weighed (<see cref="FitPoint.Key"/>).</param>
/// <param name="Remedies">What would be done about a part, by the same keys.</param>
public sealed record FitSaid(
    IReadOnlyDictionary<string, FitAnswer> Answers,
    IReadOnlyDictionary<string, string> Remedies
);

/// <summary>
/// Whether a practice or a deal of another city fits a city, as its people see it: one for each. It is the city's own, and says of no person that
/// they said it.
/// </summary>
public sealed class CityFit
{
    /// <summary>So many a city keeps: the page of its people reads all of them.</summary>
    public const int MostOfCity = 500;
    public const int RemedyLength = 1_000;
    public const int SubjectLength = 120;

    public long Id { get; private set; }
    public required long CityId { get; init; }
    public City? City { get; init; }

    /// <summary>What it is about, as <see cref="FitName"/> writes it.</summary>
    public required string Subject { get; init; }
    public required FitSaid Said { get; set; }

    /// <summary>The version of the weights that they were kept by.</summary>
    public required string Weights { get; set; }

    /// <summary>From 1; changes with every write, so that two of them at once do not both hold.</summary>
    public required int Turn { get; set; }
    public required DateTime ChangedAt { get; set; }
}
