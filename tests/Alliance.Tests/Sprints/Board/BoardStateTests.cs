using System.Collections.Immutable;
using System.Text.Json;
using Alliance.Platform.Data;
using Alliance.Sprints.Board;
using CsCheck;

namespace Alliance.Tests.Sprints.Board;

/// <summary>The fold: what is on a board follows from its operations alone, whoever folds them, from wherever.</summary>
public sealed class BoardStateTests
{
    private static readonly IdeaBoard Board = new()
    {
        CityId = 1,
        Key = "example",
        Title = "Example",
        Language = "en",
        Dots = 3,
        StartedAt = DateTime.UnixEpoch,
    };

    private static readonly Gen<BoardOp> Ops = Gen.Select(
        Gen.Enum<BoardAct>(),
        Gen.Enum<CardKind>(),
        Gen.Int[1, 12],
        Gen.Int[1, 12],
        Gen.Int[0, 5],
        Gen.Enum<BoardPhase>(),
        Gen.Bool,
        (act, kind, card, other, count, phase, on) =>
            new BoardOp(act)
            {
                Kind = act == BoardAct.Add ? kind : null,
                Card = $"k{card}",
                Under = $"k{other}",
                Cluster = count % 2 == 0 ? null : $"k{other}",
                Voice = CardVoice.Realist,
                Text = act == BoardAct.NextStep && !on ? "" : $"Text {count}",
                Count = count,
                Table = count == 5 ? 7 : null,
                // Closed boards take nothing: then nothing would be tried.
                Phase = phase == BoardPhase.Closed ? BoardPhase.Ideas : phase,
                On = on,
                Verdict = CardVerdict.Feasible,
                Photo = kind == CardKind.Photo && act == BoardAct.Add ? 1 : null,
            }
    );

    private static readonly Gen<BoardMove[]> Moves = Gen.Select(
        Ops,
        Gen.Long[1, 4],
        Gen.Int[0, 3].Select(i => i == 3 ? BoardRole.Lead : BoardRole.Writer + i),
        (op, by, role) => new BoardMove(op, by, role)
    ).Array[0, 80];

    [Fact]
    public void From_the_same_operations_the_same_board_whoever_folds_them() =>
        Moves.Sample(moves =>
        {
            var (entries, state) = Played(moves);
            Assert.Equal(Json(state), Json(Fold(BoardState.Empty, entries)));
        });

    [Fact]
    public void A_snapshot_and_the_rest_is_the_whole() =>
        Gen.Select(Moves, Gen.Int[0, 80])
            .Sample(
                (moves, cut) =>
                {
                    var (entries, state) = Played(moves);
                    var first = Fold(BoardState.Empty, entries.Take(cut));
                    var kept = LiveBoard.Read(LiveBoard.Write(first));
                    Assert.Equal(Json(first), Json(kept));
                    Assert.Equal(Json(state), Json(Fold(kept, entries.Skip(cut))));
                }
            );

    [Fact]
    public void What_comes_again_changes_nothing() =>
        Moves.Sample(moves =>
        {
            var (entries, state) = Played(moves);
            Assert.Equal(Json(state), Json(Fold(state, entries)));
            Assert.Equal(Json(state), Json(Fold(BoardState.Empty, entries.SelectMany(e => new[] { e, e }))));
        });

    [Fact]
    public void Whatever_is_allowed_leaves_a_board_that_holds_together() =>
        Moves.Sample(moves =>
        {
            var (entries, state) = Played(moves);
            Assert.Equal(entries.Count, state.Version);
            foreach (var card in state.Cards.Values)
            {
                Assert.InRange(card.Changed, card.Number, state.Version);
                if (card.Kind is CardKind.Idea or CardKind.Cluster)
                    Assert.Equal(CardKind.Challenge, state.Card(card.Under)!.Kind);
                if (card.Kind == CardKind.Comment)
                {
                    Assert.Equal(CardKind.Idea, state.Card(card.Under)!.Kind);
                    Assert.NotNull(card.Voice);
                }
                // A cluster never reaches over to another challenge.
                if (card.Cluster is { } cluster)
                    Assert.Equal(card.Under, state.Card(cluster)!.Under);
                if (card.Erased)
                    Assert.Equal(("", true), (card.Text, card.Hidden));
                // Nobody's dots lie where nobody sees them.
                if (card.Hidden || state.Card(card.Under) is { Hidden: true })
                    Assert.Equal(0, card.Dots);
            }
            for (var by = 1; by <= 4; by++)
                Assert.InRange(state.DotsOf(by), 0, Board.Dots);
        });

    [Fact]
    public void A_refused_operation_leaves_everything_as_it_was() =>
        Moves.Sample(moves =>
        {
            var (_, state) = Played(moves);
            var before = Json(state);
            var late = new BoardMove(new BoardOp(BoardAct.Move) { Card = "k999", Under = "k1" }, 1, BoardRole.Lead);
            var refusal = BoardRules.Judge(state, Board, late, DateTime.UnixEpoch).Refusal;
            Assert.Contains(refusal!.Code, (string[])["board-card-gone", "board-closed"]);
            Assert.Equal(before, Json(state));
        });

    [Fact]
    public void Of_two_who_move_the_same_card_the_later_in_the_servers_order_holds()
    {
        var (_, state) = Played([
            Lead(new BoardOp(BoardAct.Add) { Kind = CardKind.Challenge, Text = "One" }),
            Lead(new BoardOp(BoardAct.Add) { Kind = CardKind.Challenge, Text = "Two" }),
            Lead(new BoardOp(BoardAct.Add) { Kind = CardKind.Challenge, Text = "Three" }),
            Lead(
                new BoardOp(BoardAct.Add)
                {
                    Kind = CardKind.Idea,
                    Under = "k1",
                    Text = "Idea",
                }
            ),
            Lead(new BoardOp(BoardAct.Move) { Card = "k4", Under = "k2" }),
            Lead(new BoardOp(BoardAct.Move) { Card = "k4", Under = "k3" }),
        ]);
        Assert.Equal("k3", state.Card("k4")!.Under);
    }

    [Theory]
    [InlineData(BoardAct.Hide)]
    [InlineData(BoardAct.Erase)]
    public void With_a_challenge_the_dots_on_its_ideas_go_back(BoardAct act)
    {
        BoardMove[] moves =
        [
            Lead(new BoardOp(BoardAct.Add) { Kind = CardKind.Challenge, Text = "One" }),
            Lead(
                new BoardOp(BoardAct.Add)
                {
                    Kind = CardKind.Idea,
                    Under = "k1",
                    Text = "Idea",
                }
            ),
            Lead(new BoardOp(BoardAct.Vote) { Card = "k2", Count = 3 }),
        ];
        Assert.Equal(3, Played(moves).State.DotsOf(1));
        var (_, gone) = Played([.. moves, Lead(new BoardOp(act) { Card = "k1", On = true })]);
        Assert.Equal((0, 0), (gone.DotsOf(1), gone.Card("k2")!.Dots));
        // Nor are there new ones, where nobody sees them.
        var vote = Lead(new BoardOp(BoardAct.Vote) { Card = "k2", Count = 1 });
        Assert.Equal("board-card-gone", BoardRules.Judge(gone, Board, vote, DateTime.UnixEpoch).Refusal!.Code);
    }

    [Fact]
    public void A_snapshot_from_before_gives_back_the_dots_below_what_is_hidden()
    {
        var idea = new BoardCard(2, CardKind.Idea, 1)
        {
            Under = "k1",
            Votes = ImmutableSortedDictionary<long, int>.Empty.Add(1, 3),
        };
        var old = BoardState.Empty with
        {
            Version = 3,
            Cards = BoardState
                .Empty.Cards.Add(1, new BoardCard(1, CardKind.Challenge, 1) { Hidden = true })
                .Add(2, idea),
        };
        Assert.Equal(0, LiveBoard.Read(LiveBoard.Write(old)).DotsOf(1));
    }

    [Fact]
    public void In_silence_each_sees_the_own_alone_and_afterwards_all_are_new_to_all()
    {
        var (_, silent) = Played([
            Lead(new BoardOp(BoardAct.Add) { Kind = CardKind.Challenge, Text = "One" }),
            Lead(new BoardOp(BoardAct.Silence) { On = true }),
            Lead(
                new BoardOp(BoardAct.Add)
                {
                    Kind = CardKind.Idea,
                    Under = "k1",
                    Text = "Mine",
                }
            ),
        ]);
        var mine = silent.Card("k3")!;
        Assert.False(silent.Veils(silent.Card("k1")!, null));
        Assert.False(silent.Veils(mine, 1));
        Assert.True(silent.Veils(mine, 2));
        Assert.True(silent.Veils(mine, null));
        // Nobody else finds it either.
        var vote = new BoardMove(new BoardOp(BoardAct.Hide) { Card = "k3", On = true }, 2, BoardRole.Lead);
        Assert.Equal("board-card-gone", BoardRules.Judge(silent, Board, vote, DateTime.UnixEpoch).Refusal!.Code);
        var shown = silent.Apply(new BoardEntry(4, 1, new BoardOp(BoardAct.Silence) { On = false }));
        Assert.False(shown.Veils(shown.Card("k3")!, null));
        Assert.Equal(4, shown.Card("k3")!.Changed);
    }

    [Theory]
    [InlineData("  plain \r\n two ", "plain \n two")]
    [InlineData("bi\u202Edi\u2066", "bidi")]
    [InlineData("a\u0000b\u0007c\u200Bd", "abcd")]
    [InlineData("👩‍👩‍👧 family", "👩‍👩‍👧 family")]
    [InlineData("half \uD83D", "half")]
    public void Words_are_plain(string typed, string kept) => Assert.Equal(kept, BoardText.Clean(typed));

    [Fact]
    public void Writers_do_what_the_phase_is_for_and_who_leads_everything_until_it_is_closed()
    {
        foreach (var phase in Enum.GetValues<BoardPhase>())
        {
            Assert.Equal(
                phase == BoardPhase.Ideas,
                BoardRules.May(BoardRole.Writer, phase, BoardAct.Add, CardKind.Idea)
            );
            Assert.Equal(
                phase != BoardPhase.Closed,
                BoardRules.May(BoardRole.Lead, phase, BoardAct.Add, CardKind.Idea)
            );
            Assert.Equal(phase == BoardPhase.Voting, BoardRules.May(BoardRole.Writer, phase, BoardAct.Vote));
            Assert.False(BoardRules.May(BoardRole.Writer, phase, BoardAct.TableVotes));
            Assert.False(BoardRules.May(BoardRole.Host, phase, BoardAct.Phase));
            Assert.True(BoardRules.May(BoardRole.Lead, phase, BoardAct.Phase));
        }
        Assert.Equal("dreamers realists critics", BoardRules.When(BoardRole.Writer, BoardAct.Add, CardKind.Comment));
    }

    private static BoardMove Lead(BoardOp op) => new(op, 1, BoardRole.Lead);

    // What is refused is not there; what is allowed follows the last.
    private static (List<BoardEntry> Entries, BoardState State) Played(IEnumerable<BoardMove> moves)
    {
        var (state, entries) = (BoardState.Empty, new List<BoardEntry>());
        foreach (var move in moves)
            if (BoardRules.Judge(state, Board, move, DateTime.UnixEpoch) is { Refusal: null } judged)
            {
                entries.Add(new BoardEntry(state.Version + 1, move.By!.Value, judged.Value));
                state = state.Apply(entries[^1]);
            }
        return (entries, state);
    }

    private static BoardState Fold(BoardState from, IEnumerable<BoardEntry> entries) =>
        entries.Aggregate(from, (state, entry) => state.Apply(entry));

    private static string Json(BoardState state) => JsonSerializer.Serialize(state, JsonColumn.Options);
}
