using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;

namespace Alliance.Knowledge.Replications;

/// <summary>Says who is to do it in the own city.</summary>
public sealed class NamePartners(ChangeReplication change)
{
    /// <param name="actor">Deal or field manager of the city.</param>
    /// <param name="id">The replication's number.</param>
    /// <param name="turn">The state that was read.</param>
    /// <param name="names">One organisation a line.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused as <see cref="ChangeReplication"/> does, and with <c>check-fields</c>: at <c>partners</c> <c>name-missing</c>, <c>text-too-long</c>,
    /// <c>too-many-named</c>.
    /// </returns>
    public Task<Outcome<Replication>> RunAsync(
        Actor actor,
        long id,
        int turn,
        string names,
        CancellationToken cancel = default
    ) =>
        change.SetAsync(
            actor,
            id,
            turn,
            ReplicationRights.MayEdit,
            (replication, now) =>
            {
                var read = TypedText
                    .Plain(names)
                    .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .DistinctBy(FindPartner.KeyOf)
                    .ToList();
                Refusal? wrong =
                    read.Count == 0 ? new Refusal("name-missing")
                    : read.Exists(n => n.Length > DraftFields.TitleLength) ? new Refusal("text-too-long")
                    : read.Count > Replication.MostPartners
                        ? new Refusal("too-many-named", $"{Replication.MostPartners}")
                    : null;
                if (wrong is not null)
                    return new Refusal("check-fields") { Fields = [new FieldProblem("partners", wrong)] };
                replication.Partners = read;
                replication.PartnersAt ??= now;
                return null;
            },
            cancel
        );
}
