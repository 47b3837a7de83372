namespace Alliance.Platform.Search;

/// <summary>What a search finds, in ascending order of identities.</summary>
/// <param name="All">Records that have every word somewhere.</param>
/// <param name="InTitle">Those of them that have every word in the title.</param>
public sealed record SearchHits(long[] All, long[] InTitle)
{
    public static readonly SearchHits None = new([], []);

    /// <summary>
    /// Records that say the same by another name (<see cref="Glossary"/>); none of <see cref="All"/> is among them.
    /// </summary>
    public long[] Through { get; init; } = [];

    /// <summary>Those of <see cref="Through"/> that say it in the title.</summary>
    public long[] ThroughInTitle { get; init; } = [];

    /// <summary>How many are found, by whichever name.</summary>
    public int Count => All.Length + Through.Length;
}
