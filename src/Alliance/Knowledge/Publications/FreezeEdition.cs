using System.Text;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;

namespace Alliance.Knowledge.Publications;

/// <summary>Puts a publication before everybody as it is now: as a new edition beside the earlier ones.</summary>
public sealed class FreezeEdition(AppDb db, ChangePublication change)
{
    /// <returns>Refused as <see cref="ChangePublication"/> and <see cref="ReadEdition"/> do, and with <c>edition-too-long</c>.</returns>
    public Task<Outcome<Publication>> RunAsync(Actor actor, long id, int turn, CancellationToken cancel = default) =>
        change.RunAsync(
            actor,
            id,
            turn,
            async (publication, now) =>
            {
                var read = await ReadEdition.RunAsync(db, publication, now, cancel);
                if (read.Refusal is { } refused)
                    return refused;
                var number = publication.Editions.Select(e => e.Number).DefaultIfEmpty(0).Max() + 1;
                var edition = Edition.Of(number, read.Value, actor.AccountId, now);
                if (Encoding.UTF8.GetByteCount(edition.Content) > Edition.MostBytes)
                    return new Refusal("edition-too-long");
                publication.Editions.Add(edition);
                return null;
            },
            cancel
        );
}
