using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.AspNetCore.SignalR;

namespace Alliance.Sprints.Board;

/// <summary>What a browser knows after it has joined.</summary>
public sealed record BoardWelcome(BoardRole Role, BoardNews News, BoardOwn Own);

/// <summary>What became of a sending.</summary>
/// <param name="Number">In the board's order; null where it was refused.</param>
/// <param name="Refusal">The code.</param>
/// <param name="Why">The same in the browser's language.</param>
/// <param name="Cards">What was one's own in it: in silence nobody else is told.</param>
public sealed record BoardAnswer(
    int? Number,
    string? Refusal,
    string? Why,
    IReadOnlyList<CardNews> Cards,
    BoardOwn? Own
);

/// <summary>
/// <c>/hubs/board</c>: the line between a board and its screens. Who has the key listens; who writes is known by the cookie with which the
/// line was opened, so that no script ever holds it.
/// </summary>
public sealed class BoardHub(
    AppDb db,
    LiveBoards boards,
    WriteOnBoard writing,
    WhoActs acting,
    IHttpContextAccessor accessor,
    TimeProvider time
) : Hub
{
    public const string Path = "/hubs/board";

    /// <summary>Much longer than any operation.</summary>
    public const int MostBytes = 8 * 1024;

    private const string Place = "place";
    private const string Asked = "asked";

    /// <summary>Another site's page may not speak here in its reader's name: browsers say where a line comes from.</summary>
    public override Task OnConnectedAsync()
    {
        var request = Context.GetHttpContext()!.Request;
        if (
            request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Host == request.Host.Host)
        )
            Context.Abort();
        return base.OnConnectedAsync();
    }

    /// <summary>Listens from now on; null where there is no such board.</summary>
    /// <param name="key">The board's.</param>
    /// <param name="known">The version that the browser has.</param>
    /// <param name="language">In which refusals are said.</param>
    /// <exception cref="HubException"><c>board-too-fast</c></exception>
    public async Task<BoardWelcome?> Join(string key, int known, string language)
    {
        Ask();
        accessor.HttpContext = Context.GetHttpContext();
        var cancel = Context.ConnectionAborted;
        if (await BoardAccess.OpenAsync(db, boards, acting, accessor.HttpContext!, key, cancel) is not { } access)
            return null;
        var live = access.Live;
        // One line, one board.
        if (Context.Items[Place] is Seat before)
            await Groups.RemoveFromGroupAsync(Context.ConnectionId, before.Key, cancel);
        Context.Items[Place] = new Seat(
            live.Board.Key,
            access.Participant,
            Language.Find(language) ?? Language.English
        );
        // Listening first: what comes in between is told twice rather than not at all.
        await Groups.AddToGroupAsync(Context.ConnectionId, live.Board.Key, cancel);
        var state = live.State;
        var since = known >= 0 && known <= state.Version ? known : 0;
        return new BoardWelcome(
            access.Role,
            BoardNews.Between(live, since, state, access.Participant?.Id, time.GetUtcNow()),
            BoardOwn.Of(live, state, access.Participant?.Id)
        );
    }

    /// <summary>What a screen has missed.</summary>
    /// <exception cref="HubException"><c>board-too-fast</c></exception>
    public async Task<BoardNews?> Missed(int known)
    {
        Ask();
        if (Context.Items[Place] is not Seat seat || await boards.FindAsync(seat.Key) is not { } live)
            return null;
        var state = live.State;
        return BoardNews.Between(
            live,
            known >= 0 && known <= state.Version ? known : 0,
            state,
            seat.Participant?.Id,
            time.GetUtcNow()
        );
    }

    /// <summary>Does something; answered when it is stored.</summary>
    /// <param name="client">How the browser calls it.</param>
    public async Task<BoardAnswer> Send(string client, BoardOp op)
    {
        accessor.HttpContext = Context.GetHttpContext();
        if (
            Context.Items[Place] is not Seat { Participant: { } participant } seat
            || await boards.FindAsync(seat.Key) is not { } live
        )
            return Refused("board-join-first", Context.Items[Place] as Seat);
        // Photos come by their own form alone: else one could name another's, and see it.
        if (op.Kind == CardKind.Photo || op.Photo is not null)
            return Refused("board-op-wrong", seat);
        var (outcome, _) = await writing.RunAsync(live, participant, acting, client, [op]);
        if (outcome.Refusal is { } why)
            return new BoardAnswer(null, why.Code, why.In(seat.Language), [], null);
        var (state, number) = (live.State, outcome.Value.Numbers.First);
        var key = op.Do == BoardAct.Add ? BoardState.KeyOf(number) : op.Card;
        return new BoardAnswer(
            number,
            null,
            null,
            state.Card(key) is { } card ? [CardNews.Of(card, live.NameOf(card.By))] : [],
            BoardOwn.Of(live, state, participant.Id)
        );
    }

    // Each answer may be as long as the board: a line that asks in a loop is told to wait. What it writes is counted by participant.
    private void Ask()
    {
        if (Context.Items[Asked] is not BoardAllowance allowance)
            Context.Items[Asked] = allowance = new BoardAllowance(time);
        if (!allowance.Takes())
            throw new HubException("board-too-fast");
    }

    private static BoardAnswer Refused(string code, Seat? seat) =>
        new(null, code, new Platform.Refusal(code).In(seat?.Language ?? Language.English), [], null);

    private sealed record Seat(string Key, BoardParticipant? Participant, Language Language);
}
