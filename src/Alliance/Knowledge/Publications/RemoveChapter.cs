using Alliance.Network;
using Alliance.Platform;

namespace Alliance.Knowledge.Publications;

/// <summary>Takes a chapter out; editions that have it keep it.</summary>
public sealed class RemoveChapter(ChangePublication change)
{
    /// <returns>Refused as <see cref="ChangePublication"/> does, and with <c>chapter-not-found</c>.</returns>
    public Task<Outcome<Publication>> RunAsync(
        Actor actor,
        long id,
        int turn,
        string key,
        CancellationToken cancel = default
    ) =>
        change.SetAsync(
            actor,
            id,
            turn,
            publication =>
            {
                if (!publication.Chapters.Exists(c => c.Key == key))
                    return new Refusal("chapter-not-found");
                publication.Chapters = [.. publication.Chapters.Where(c => c.Key != key)];
                return null;
            },
            cancel
        );
}
