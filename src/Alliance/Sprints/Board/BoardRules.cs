using Alliance.Platform;
using static Alliance.Sprints.Board.BoardPhase;

namespace Alliance.Sprints.Board;

/// <summary>What somebody is about to do, and who it is.</summary>
/// <param name="By">The participant's number; null who has none yet.</param>
/// <param name="FromPaper">It was written on paper before.</param>
public sealed record BoardMove(BoardOp Op, long? By, BoardRole Role, bool FromPaper = false);

/// <summary>Who may do what, and when: the one table, and what an operation must be like.</summary>
public static class BoardRules
{
    public const int MostCards = 2_000;
    public const int MostOperations = 50_000;
    public const int MostParticipants = 1_000;
    public const int MostPhotos = 60;
    public const int MostMinutes = 240;
    public const int MostTable = 200;
    public const int MostTableVotes = 1_000;

    private static readonly BoardPhase[] Always = [.. Enum.GetValues<BoardPhase>().Where(p => p != Closed)];
    private static readonly BoardPhase[] Writing = [Challenges, Ideas, Grouping, Dreamers, Realists, Critics];
    private static readonly BoardPhase[] Rounds = [Dreamers, Realists, Critics];

    private static readonly Dictionary<(BoardAct Act, CardKind? Kind), (BoardRole From, BoardPhase[] In)> Table = new()
    {
        [(BoardAct.Add, CardKind.Challenge)] = (BoardRole.Writer, [Challenges]),
        [(BoardAct.Add, CardKind.Idea)] = (BoardRole.Writer, [Ideas]),
        [(BoardAct.Add, CardKind.Cluster)] = (BoardRole.Writer, [Grouping]),
        [(BoardAct.Add, CardKind.Comment)] = (BoardRole.Writer, Rounds),
        [(BoardAct.Add, CardKind.Question)] = (BoardRole.Writer, Always),
        [(BoardAct.Add, CardKind.Photo)] = (BoardRole.Writer, Always),
        // One's own; whoever leads, anybody's.
        [(BoardAct.Change, null)] = (BoardRole.Writer, Writing),
        [(BoardAct.Move, null)] = (BoardRole.Writer, [Grouping]),
        [(BoardAct.Gather, null)] = (BoardRole.Writer, [Grouping]),
        [(BoardAct.Vote, null)] = (BoardRole.Writer, [Voting]),
        [(BoardAct.TableVotes, null)] = (BoardRole.Host, [Voting]),
        [(BoardAct.Judge, null)] = (BoardRole.Host, [Verdicts]),
        [(BoardAct.NextStep, null)] = (BoardRole.Host, [Verdicts]),
        [(BoardAct.Answer, null)] = (BoardRole.Lead, Always),
        // What must go goes also afterwards; and a board that was closed by mistake is opened again.
        [(BoardAct.Hide, null)] = (BoardRole.Lead, [.. Always, Closed]),
        [(BoardAct.Erase, null)] = (BoardRole.Lead, [.. Always, Closed]),
        [(BoardAct.Phase, null)] = (BoardRole.Lead, [.. Always, Closed]),
        [(BoardAct.Timer, null)] = (BoardRole.Lead, Always),
        [(BoardAct.Silence, null)] = (BoardRole.Lead, Always),
    };

    /// <summary>The least that may do this at all.</summary>
    public static BoardRole From(BoardAct act, CardKind? kind = null) => Row(act, kind).From;

    /// <summary>
    /// Whether this role may do this in that phase: others as the table says, who leads in every phase but the last. So may a table's host add what
    /// was written on paper, whatever the board is at by then.
    /// </summary>
    public static bool May(
        BoardRole role,
        BoardPhase phase,
        BoardAct act,
        CardKind? kind = null,
        bool fromPaper = false
    )
    {
        var (from, phases) = Row(act, kind);
        var any = role == BoardRole.Lead || (role == BoardRole.Host && fromPaper && act == BoardAct.Add);
        return role >= from && (phases.Contains(phase) || (any && phase != Closed));
    }

    /// <summary>The phases in which this role may, for scripts: <c>ideas grouping</c>.</summary>
    public static string When(BoardRole role, BoardAct act, CardKind? kind = null) =>
        string.Join(
            ' ',
            Enum.GetValues<BoardPhase>().Where(p => May(role, p, act, kind)).Select(p => Platform.Data.Code.Of(p))
        );

    /// <summary>In whose voice comments are written in a round.</summary>
    public static CardVoice? VoiceOf(BoardPhase phase) =>
        phase switch
        {
            Dreamers => CardVoice.Dreamer,
            Realists => CardVoice.Realist,
            Critics => CardVoice.Critic,
            _ => null,
        };

    /// <summary>
    /// The operation as it is stored. Refused with <c>board-closed</c>, <c>not-allowed</c>, <c>board-not-now</c>, <c>board-card-gone</c>, <c>board-text-missing</c>,
    /// <c>board-text-long</c>, <c>board-full</c>, <c>board-no-dots</c>, <c>board-op-wrong</c>.
    /// </summary>
    public static Outcome<BoardOp> Judge(BoardState state, IdeaBoard board, BoardMove move, DateTime now)
    {
        var (op, role) = (move.Op, move.Role);
        if (!Table.TryGetValue((op.Do, op.Do == BoardAct.Add ? op.Kind : null), out var row))
            return new Refusal("board-op-wrong");
        if (role < row.From)
            return new Refusal("not-allowed");
        if (!May(role, state.Phase, op.Do, op.Kind, move.FromPaper))
            return new Refusal(state.Phase == Closed ? "board-closed" : "board-not-now");
        // Who leads still hides, erases and closes what is full.
        if (state.Version >= MostOperations && row.From < BoardRole.Lead)
            return new Refusal("board-full");
        if (op.Table is < 1 or > MostTable || (op.Table is not null && role < BoardRole.Host))
            return new Refusal("board-op-wrong");
        return op.Do switch
        {
            BoardAct.Add => JudgeAdded(state, move),
            BoardAct.Phase => op.Phase is { } phase ? new BoardOp(op.Do) { Phase = phase } : Wrong,
            BoardAct.Silence => op.On is { } on ? new BoardOp(op.Do) { On = on } : Wrong,
            BoardAct.Timer => op.Count switch
            {
                null or 0 => new BoardOp(op.Do),
                > 0 and <= MostMinutes => new BoardOp(op.Do)
                {
                    Count = op.Count,
                    Until = now.AddMinutes(op.Count.Value),
                },
                _ => Wrong,
            },
            _ => JudgeCard(state, board, move),
        };
    }

    private static Outcome<BoardOp> JudgeAdded(BoardState state, BoardMove move)
    {
        var op = move.Op;
        if (state.Cards.Count >= MostCards)
            return new Refusal("board-full");
        if (Words(op.Text, BoardText.Length, missing: op.Kind != CardKind.Photo) is { } wrong)
            return wrong;
        var (text, under, voice) = (BoardText.Clean(op.Text), (string?)null, (CardVoice?)null);
        if (op.Kind is CardKind.Idea or CardKind.Cluster)
        {
            if (Seen(state, move, op.Under, CardKind.Challenge) is null)
                return Gone;
            under = op.Under;
        }
        else if (op.Kind == CardKind.Comment)
        {
            if (Seen(state, move, op.Under, CardKind.Idea) is null)
                return Gone;
            // In a round all speak with its voice; on paper stands who spoke.
            under = op.Under;
            voice = move.FromPaper ? op.Voice : VoiceOf(state.Phase) ?? op.Voice;
            if (voice is null)
                return Wrong;
        }
        var cluster =
            op.Kind == CardKind.Idea && op.Cluster is not null ? Seen(state, move, op.Cluster, CardKind.Cluster) : null;
        if (op.Kind == CardKind.Idea && op.Cluster is not null && cluster?.Under != under)
            return Gone;
        if (op.Kind == CardKind.Photo != (op.Photo is not null))
            return Wrong;
        return new BoardOp(BoardAct.Add)
        {
            Kind = op.Kind,
            Under = under,
            Voice = voice,
            Text = text,
            Table = op.Table,
            Cluster = cluster?.Key,
            Photo = op.Photo,
        };
    }

    private static Outcome<BoardOp> JudgeCard(BoardState state, IdeaBoard board, BoardMove move)
    {
        var op = move.Op;
        var leads = move.Role == BoardRole.Lead;
        // Who leads also brings back what is hidden.
        var card = op.Do is BoardAct.Hide or BoardAct.Erase ? state.Card(op.Card) : Seen(state, move, op.Card);
        if (card is null || state.Veils(card, move.By))
            return Gone;
        // Nobody would see these dots, nor take them back.
        if (op.Do is BoardAct.Vote or BoardAct.TableVotes && state.Card(card.Under) is { Hidden: true })
            return Gone;
        var bare = new BoardOp(op.Do) { Card = card.Key };
        switch (op.Do)
        {
            case BoardAct.Change:
                if (!leads && card.By != move.By)
                    return new Refusal("not-allowed");
                // What everybody saw before the silence everybody would see change.
                if (!leads && state.SilentSince is { } since && card.Number <= since)
                    return new Refusal("board-not-now");
                if (Words(op.Text, BoardText.Length, missing: card.Kind != CardKind.Photo) is { } wrong)
                    return wrong;
                return bare with { Text = BoardText.Clean(op.Text) };
            case BoardAct.Move when card.Kind == CardKind.Idea:
                return Seen(state, move, op.Under, CardKind.Challenge) is null ? Gone : bare with { Under = op.Under };
            case BoardAct.Gather when card.Kind == CardKind.Idea:
                if (string.IsNullOrEmpty(op.Cluster))
                    return bare;
                return Seen(state, move, op.Cluster, CardKind.Cluster)?.Under == card.Under
                    ? bare with
                    {
                        Cluster = op.Cluster,
                    }
                    : Gone;
            case BoardAct.Vote when card.Kind == CardKind.Idea && op.Count is >= 0 and var dots && move.By is { } by:
                return state.DotsOf(by) - card.Votes.GetValueOrDefault(by) + dots > board.Dots
                    ? new Refusal("board-no-dots", $"{board.Dots}")
                    : bare with
                    {
                        Count = dots,
                    };
            case BoardAct.TableVotes
                when card.Kind == CardKind.Idea && op is { Count: >= 0 and <= MostTableVotes, Table: not null }:
                return bare with { Count = op.Count, Table = op.Table };
            case BoardAct.Judge when card.Kind == CardKind.Idea:
                if (Words(op.Text, BoardText.Length, missing: false) is { } much)
                    return much;
                return bare with { Verdict = op.Verdict, Text = Said(op.Text) };
            case BoardAct.NextStep when card.Kind == CardKind.Idea:
                if (Words(op.Text, BoardText.Length, missing: false) is { } step)
                    return step;
                if (Words(op.Owner, BoardText.OwnerLength, missing: false) is { } owner)
                    return owner;
                // Nobody owns what is not said.
                if (Said(op.Text) is null && (Said(op.Owner) is not null || op.Due is not null))
                    return new Refusal("board-text-missing");
                return bare with { Text = Said(op.Text), Owner = Said(op.Owner), Due = op.Due };
            case BoardAct.Answer when card.Kind == CardKind.Question && op.On is { } answered:
                return bare with { On = answered };
            case BoardAct.Hide when op.On is { } hidden:
                return card.Erased && !hidden ? Gone : bare with { On = hidden };
            case BoardAct.Erase:
                return card.Erased ? Gone : bare;
            default:
                return Wrong;
        }
    }

    private static Refusal Gone => new("board-card-gone");
    private static Refusal Wrong => new("board-op-wrong");

    private static (BoardRole From, BoardPhase[] In) Row(BoardAct act, CardKind? kind) =>
        Table[(act, act == BoardAct.Add ? kind : null)];

    private static BoardCard? Seen(BoardState state, BoardMove move, string? key, CardKind? kind = null) =>
        state.Card(key) is { Hidden: false } card && !state.Veils(card, move.By) && (kind is null || card.Kind == kind)
            ? card
            : null;

    private static string? Said(string? typed) => BoardText.Clean(typed) is { Length: > 0 } text ? text : null;

    private static Refusal? Words(string? typed, int most, bool missing)
    {
        // What is far too long is not even looked at.
        if (typed?.Length > most * 4)
            return new Refusal("board-text-long", $"{most}");
        return BoardText.Clean(typed).Length switch
        {
            0 when missing => new Refusal("board-text-missing"),
            var length when length > most => new Refusal("board-text-long", $"{most}"),
            _ => null,
        };
    }
}
