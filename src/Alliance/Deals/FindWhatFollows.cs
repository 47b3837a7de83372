using Alliance.Network;
using Microsoft.AspNetCore.Components;

namespace Alliance.Deals;

/// <summary>
/// A place on the page on which a deal is looked after, for the rooms that know what can follow from it. Each of them may say something, or nothing.
/// </summary>
/// <param name="actor">Who looks after it.</param>
public delegate Task<RenderFragment?> FindWhatFollows(Deal deal, Actor actor, CancellationToken cancel);
