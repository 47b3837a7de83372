using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Alliance.Platform;
using Alliance.Platform.Data;

namespace Alliance.Sprints.Board;

/// <summary>What a form's button means as an operation. Scripts read the same buttons (<c>board.js</c>).</summary>
public static class BoardForm
{
    /// <summary>
    /// Refused with <c>board-op-wrong</c> where the button says nothing that is known, and with <c>check-fields</c>: at <c>due</c> <c>bad-day</c>.
    /// </summary>
    /// <param name="pressed">The button's value: <c>idea:k3</c>.</param>
    /// <param name="typed">The fields.</param>
    /// <param name="dotsOn">How many dots one has on a card.</param>
    public static Outcome<BoardOp> Read(string pressed, Func<string, string?> typed, Func<string, int> dotsOn)
    {
        var parts = pressed.Split(':', 2);
        var (what, about) = (parts[0], parts.Length > 1 ? parts[1] : "");
        var table = Whole(typed("table"));
        return what switch
        {
            "challenge" => Added(CardKind.Challenge, null, typed("text.new"), table),
            "idea" => Added(CardKind.Idea, about, typed("text." + about), table),
            "cluster" => Added(CardKind.Cluster, about, typed("cluster." + about), null),
            "comment" => Added(CardKind.Comment, about, typed("text." + about), table) with
            {
                Voice = Code.TryParse<CardVoice>(typed("voice"), out var voice) ? voice : null,
            },
            "question" => Added(CardKind.Question, null, typed("text.question"), table),
            "vote" => new BoardOp(BoardAct.Vote) { Card = about, Count = dotsOn(about) + 1 },
            "unvote" => new BoardOp(BoardAct.Vote) { Card = about, Count = Math.Max(0, dotsOn(about) - 1) },
            "phase" => new BoardOp(BoardAct.Phase)
            {
                Phase = Code.TryParse<BoardPhase>(about, out var phase) ? phase : null,
            },
            "timer" => new BoardOp(BoardAct.Timer) { Count = Whole(about) },
            "silent" => new BoardOp(BoardAct.Silence) { On = about == "on" },
            "change" => new BoardOp(BoardAct.Change) { Card = about, Text = typed("text") },
            "move" => new BoardOp(BoardAct.Move) { Card = about, Under = typed("under") },
            "gather" => new BoardOp(BoardAct.Gather) { Card = about, Cluster = typed("cluster") },
            "table-votes" => new BoardOp(BoardAct.TableVotes)
            {
                Card = about,
                Table = table,
                Count = Whole(typed("count")) ?? -1,
            },
            "judge" => new BoardOp(BoardAct.Judge)
            {
                Card = about,
                Verdict = Code.TryParse<CardVerdict>(typed("verdict"), out var verdict) ? verdict : null,
                Text = typed("why"),
            },
            "step" => Step(about, typed),
            "answered" => new BoardOp(BoardAct.Answer) { Card = about, On = true },
            "unanswered" => new BoardOp(BoardAct.Answer) { Card = about, On = false },
            "hide" => new BoardOp(BoardAct.Hide) { Card = about, On = true },
            "show" => new BoardOp(BoardAct.Hide) { Card = about, On = false },
            "erase" => new BoardOp(BoardAct.Erase) { Card = about },
            _ => new Refusal("board-op-wrong"),
        };
    }

    private static Outcome<BoardOp> Step(string card, Func<string, string?> typed)
    {
        DateOnly? due = null;
        if (typed("due") is { Length: > 0 } day)
        {
            if (!PartialDate.TryParseDay(day, out var read))
                return new Refusal("check-fields") { Fields = [new FieldProblem("due", new Refusal("bad-day"))] };
            due = read;
        }
        return new BoardOp(BoardAct.NextStep)
        {
            Card = card,
            Text = typed("step"),
            Owner = typed("owner"),
            Due = due,
        };
    }

    /// <summary>The name of a form's sending: sent again as it was, it is done once; with other words it is another.</summary>
    public static string Client(Dictionary<string, string> typed)
    {
        var all = string.Join(
            '\u001f',
            typed.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}")
        );
        return "f" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)).AsSpan(0, 16));
    }

    private static BoardOp Added(CardKind kind, string? under, string? text, int? table) =>
        new(BoardAct.Add)
        {
            Kind = kind,
            Under = under,
            Text = text,
            Table = table,
        };

    private static int? Whole(string? typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
