namespace Alliance.Knowledge.Fit;

/// <summary>What decides whether something fits: each with a weight of its own (<see cref="FitWeights"/>).</summary>
public enum FitGroup
{
    /// <summary>The problem it solves, and its parts one by one.</summary>
    Problem,

    /// <summary>Whether the city may and wants to.</summary>
    Mandate,
    Partners,

    /// <summary>Money and staff.</summary>
    Means,

    /// <summary>Whether it is for the city to decide, and lawful.</summary>
    Law,

    /// <summary>How alike the cities are, in people and place.</summary>
    Similarity,

    /// <summary>How well it is shown that it works.</summary>
    Evidence,
}

/// <summary>What a city is asked. To which group each belongs, and how much hangs on it, stands with the weights.</summary>
public enum FitQuestion
{
    Problem,
    Goal,
    Demand,
    Mandate,
    Decision,
    Lead,
    Partners,
    Interest,
    Reach,
    Means,
    Budget,
    Staff,
    Law,
    Procurement,

    /// <summary>How many people live there: taken from the profiles of the cities, unless answered.</summary>
    Size,

    /// <summary>How far north they lie: taken likewise.</summary>
    Climate,
    Built,

    /// <summary>How far what came of it was looked at by others: taken from what is told, unless answered.</summary>
    Results,

    /// <summary>What became of it and what other cities say: taken likewise.</summary>
    Others,
}
