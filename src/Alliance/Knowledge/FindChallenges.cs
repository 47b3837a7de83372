using Alliance.Platform.Texts;

namespace Alliance.Knowledge;

/// <summary>A challenge as its city's roadmap tells it.</summary>
/// <param name="CityName">What the city is called.</param>
public sealed record NamedChallenge(ChallengeName Name, LocalText CityName, LocalText Title);

/// <summary>
/// A place for the room of the roadmaps, which this one does not know: the challenges of these cities' newest roadmaps.
/// </summary>
/// <param name="cities">Identifiers.</param>
public delegate Task<IReadOnlyList<NamedChallenge>> FindChallenges(
    IReadOnlyCollection<string> cities,
    CancellationToken cancel
);
