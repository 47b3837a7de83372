namespace Alliance.Transparency;

/// <summary>Who loads a package, where it is not the operator: somebody who may change the deals of these cities only.</summary>
/// <param name="Cities">Their identifiers.</param>
internal sealed record LoadedBy(IReadOnlySet<string> Cities);
