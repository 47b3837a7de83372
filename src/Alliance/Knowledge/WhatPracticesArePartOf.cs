using Microsoft.AspNetCore.Components;

namespace Alliance.Knowledge;

/// <summary>
/// A place on a practice's page for the rooms that build on practices: what it came from, where it is looked at. Each of them may say something, or
/// nothing.
/// </summary>
public delegate Task<RenderFragment?> FindWhatPracticeIsPartOf(Practice practice, CancellationToken cancel);
