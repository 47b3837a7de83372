using Microsoft.AspNetCore.Components;

namespace Alliance.Roadmaps;

/// <summary>
/// A place beside each challenge and milestone of a city's roadmap for the room that knows where they come from, by their keys: a fixed number of
/// queries for all of them.
/// </summary>
/// <param name="city">The identifier of the roadmap's city.</param>
public delegate Task<IReadOnlyDictionary<string, RenderFragment>> FindWhereChallengesComeFrom(
    string city,
    CancellationToken cancel
);
