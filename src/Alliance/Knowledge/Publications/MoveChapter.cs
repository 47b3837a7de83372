using Alliance.Network;
using Alliance.Platform;

namespace Alliance.Knowledge.Publications;

/// <summary>Puts a chapter one place up or down; at the end of the row it stays.</summary>
public sealed class MoveChapter(ChangePublication change)
{
    /// <returns>Refused as <see cref="ChangePublication"/> does, and with <c>chapter-not-found</c>.</returns>
    public Task<Outcome<Publication>> RunAsync(
        Actor actor,
        long id,
        int turn,
        string key,
        bool up,
        CancellationToken cancel = default
    ) =>
        change.SetAsync(
            actor,
            id,
            turn,
            publication =>
            {
                var at = publication.Chapters.FindIndex(c => c.Key == key);
                if (at < 0)
                    return new Refusal("chapter-not-found");
                var to = Math.Clamp(up ? at - 1 : at + 1, 0, publication.Chapters.Count - 1);
                var row = publication.Chapters.ToList();
                (row[at], row[to]) = (row[to], row[at]);
                publication.Chapters = row;
                return null;
            },
            cancel
        );
}
