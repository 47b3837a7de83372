using System.Text.Json;

namespace Alliance.Platform.Exchange;

/// <summary>
/// What the transparency log holds of one kind about a version of a deal, in its order; nothing while it has not taken
/// anything. Whoever prints a checkpoint may not know the log.
/// </summary>
public delegate Task<IReadOnlyList<LoggedStatement>> FindLogged(
    string kind,
    string deal,
    int number,
    CancellationToken cancel = default
);

/// <param name="Statement">What was stated.</param>
/// <param name="Checkpoint">The first signed checkpoint that covers it, and all that stands before it. It never changes.</param>
public sealed record LoggedStatement(JsonElement Statement, string Checkpoint);
