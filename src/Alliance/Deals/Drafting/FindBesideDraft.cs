using Microsoft.AspNetCore.Components;

namespace Alliance.Deals.Drafting;

/// <summary>
/// A place on the pages on which a city's people write a draft, for the rooms that know where its text comes from. Each of them may say something,
/// or nothing.
/// </summary>
/// <param name="part">Beside which part: <c>basics</c>, <c>promise.c2</c>, <c>article.a3</c>; null for the draft as a whole.</param>
public delegate Task<RenderFragment?> FindBesideDraft(Draft draft, string? part, CancellationToken cancel);
