using Microsoft.AspNetCore.Components;

namespace Alliance.Deals;

/// <summary>What stands beside one promise on its deal's page.</summary>
/// <param name="Reported">How much of the way to its target a report says is done; null where none says it.</param>
/// <param name="ReportedOtherwise">There are reports, though none that says how much of the way it is.</param>
public sealed record CameOfPromise(RenderFragment Said, double? Reported, bool ReportedOtherwise);

/// <summary>What the page of a deal says of what came of it.</summary>
/// <param name="Whole">Of the deal as a whole; null where it is said promise by promise.</param>
/// <param name="Promises">By their keys.</param>
public sealed record WhatCame(RenderFragment? Whole, IReadOnlyDictionary<string, CameOfPromise> Promises)
{
    public static readonly WhatCame Unsaid = new(null, new Dictionary<string, CameOfPromise>());
}

/// <summary>
/// A place on the deal's page for the room that follows what comes of promises, and that this one does not know. Of deals that were
/// collected it asks nothing.
/// </summary>
public delegate Task<WhatCame> FindWhatCame(Deal deal, CancellationToken cancel);

/// <summary>
/// The same in short, for deals that stand in a list, by their keys: a fixed number of queries at most for all of them, and none
/// where none was concluded here.
/// </summary>
/// <param name="deals">The keys of those that were concluded here: of the others nothing is known.</param>
public delegate Task<IReadOnlyDictionary<long, RenderFragment>> FindWhatCameInBrief(
    IReadOnlyCollection<long> deals,
    CancellationToken cancel
);

public static class WhatCameOfCards
{
    public static Task<IReadOnlyDictionary<long, RenderFragment>> OfAsync(
        this FindWhatCameInBrief find,
        IEnumerable<DealCardData> cards,
        CancellationToken cancel
    ) => find([.. cards.Where(c => c.Standing == Standing.ConcludedHere).Select(c => c.Id)], cancel);
}

/// <summary>
/// A place on the deal's page for the rooms that build on deals: what larger thing a deal is part of, what was learned from it. Each of them may say
/// something, or nothing.
/// </summary>
public delegate Task<RenderFragment?> FindWhatDealServes(Deal deal, CancellationToken cancel);
