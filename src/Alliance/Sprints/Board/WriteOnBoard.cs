using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform;

namespace Alliance.Sprints.Board;

/// <param name="Numbers">Of the operations, first and last.</param>
/// <param name="Joined">Who wrote first and has joined by that.</param>
public sealed record WrittenOnBoard((int First, int Last) Numbers, Joined? Joined);

/// <summary>The one way onto a board: for browsers over their line, for forms, and for lists that are read in.</summary>
public sealed class WriteOnBoard(JoinBoard joining)
{
    /// <param name="live">The board.</param>
    /// <param name="participant">Who; null joins without a name.</param>
    /// <param name="acting">The person who is signed in, asked only where the participant alone may not.</param>
    /// <param name="client">How the browser calls this sending: again under the same name it is done once.</param>
    /// <param name="ops">All of them, or none.</param>
    /// <param name="fromPaper">They were written on paper before (<see cref="BoardRules.May"/>).</param>
    /// <param name="cancel">Ends the waiting, not what is under way.</param>
    /// <returns>Refused as <see cref="BoardRules.Judge"/>, <see cref="JoinBoard"/>; with <c>board-too-fast</c>. Beside it which of the operations was refused.</returns>
    public async Task<(Outcome<WrittenOnBoard> Outcome, int At)> RunAsync(
        LiveBoard live,
        BoardParticipant? participant,
        WhoActs acting,
        string client,
        IReadOnlyList<BoardOp> ops,
        bool fromPaper = false,
        CancellationToken cancel = default
    )
    {
        if (
            ops.Count == 0
            || client.Length is 0 or > 40
            || !client.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        )
            return (new Refusal("board-op-wrong"), 0);
        if (ops.Any(o => o.Do == BoardAct.Add && o.Kind is null))
            return (new Refusal("board-op-wrong"), 0);
        var role = participant?.RoleOn(live.Board) ?? BoardRole.Writer;
        var phase = live.State.Phase;
        if (
            ops.Any(o =>
                o.Table is not null || o.Do == BoardAct.Change || !BoardRules.May(role, phase, o.Do, o.Kind, fromPaper)
            ) && DealRights.MayEdit(await acting(cancel), live.Board.CityId)
        )
            role = BoardRole.Lead;
        Joined? joined = null;
        if (participant is null)
        {
            // Nobody joins by what is refused anyway.
            for (var i = 0; i < ops.Count; i++)
                // Who is new has no card whose words to change.
                if (
                    role < BoardRules.From(ops[i].Do, ops[i].Kind)
                    || (ops[i].Do == BoardAct.Change && role < BoardRole.Lead)
                )
                    return (new Refusal("not-allowed"), i);
            if (live.RefusesNewcomer(role, ops, fromPaper) is var (early, first))
                return (early, first);
            var joins = await joining.RunAsync(live, null, null, null, role == BoardRole.Lead, cancel);
            if (joins.Refusal is { } no)
                return (no, 0);
            joined = joins.Value;
            participant = joined.Participant;
        }
        var (written, at) = await live.WriteAsync(participant, role, client, ops, fromPaper, cancel);
        return written.Refusal is { } why ? (why, at) : (new WrittenOnBoard(written.Value.Numbers, joined), 0);
    }
}
