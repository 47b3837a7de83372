using System.Text.Json;

namespace Alliance.Platform.Exchange;

/// <summary>
/// Raised when a statement was appended to the transparency log and a checkpoint signed over it: from now on
/// <see cref="NewestCheckpoint"/> speaks of it.
/// </summary>
/// <param name="Kind">The kind of the event that was appended.</param>
/// <param name="Statement">Its payload.</param>
public sealed record LogGrown(string Kind, JsonElement Statement)
{
    public const string Event = "log-grown";
}
