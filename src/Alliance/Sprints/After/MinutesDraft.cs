using System.Text;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Sprints.Board;
using Alliance.Sprints.Parts;

namespace Alliance.Sprints.After;

/// <summary>What minutes begin with: all that is known of a sprint, in its language, for somebody to write on.</summary>
internal static class MinutesDraft
{
    public static string Of(SprintView view, ClosingReport report, IReadOnlyList<BoardResults> boards)
    {
        var whole = Of(view, report, boards, comments: true);
        // What cannot be saved is no help: then what was said of ideas is read on the board.
        return whole.Length <= Minutes.TextLength ? whole : Of(view, report, boards, comments: false);
    }

    private static string Of(SprintView view, ClosingReport report, IReadOnlyList<BoardResults> boards, bool comments)
    {
        var sprint = view.Sprint;
        var language = Language.Find(sprint.Title.Authentic) ?? Language.English;
        var reader = new Reader(language);
        var text = new StringBuilder();
        text.Append(sprint.Title.In(language).Text).Append('\n');
        if (sprint.FirstDay is { } first)
            text.Append(reader.Date(first))
                .Append(sprint.LastDay is { } last && last != first ? " – " + reader.Date(last) : "")
                .Append(sprint.Place is { } place ? ", " + StatedValues.OneLine(place.In(language).Text) : "")
                .Append('\n');
        text.Append(reader.Count("sprint.came", report.Came)).Append('\n');
        Part(
            "sprint.field.guests",
            sprint.Guests.Select(g =>
                $"{view.NameOf(g, language)} ({reader["sprint.one." + Platform.Data.Code.Of(g.Role)]})"
            )
        );
        foreach (var session in SprintAgenda.InOrder(sprint))
        {
            text.Append('\n').Append(session.Title.In(language).Text).Append('\n');
            if (session.Starts is not null)
                text.Append(SprintAgenda.TimeOf(session, reader)).Append('\n');
            text.Append(reader["sprint.minutes-gap"]).Append('\n');
        }
        foreach (var board in boards.Where(b => b.Shown.Any(c => c.Kind is CardKind.Challenge or CardKind.Question)))
        {
            text.Append('\n').Append(reader["sprint.on-board", board.Board.Title]).Append('\n');
            if (!comments)
                text.Append(reader["sprint.minutes-no-voices"]).Append('\n');
            foreach (var challenge in board.Of(CardKind.Challenge))
            {
                text.Append(challenge.Text).Append('\n');
                var groups = board.Under(challenge, CardKind.Cluster).ToList();
                var ideas = board
                    .Ideas.Select(i => i.Idea)
                    .Where(i => i.Under == challenge.Key)
                    .ToLookup(i => groups.Find(g => g.Key == i.Cluster)?.Key);
                // Those in no group first: below a group they would seem to be in it.
                Ideas(board, ideas[null]);
                foreach (var group in groups.Where(g => ideas.Contains(g.Key)))
                {
                    text.Append(group.Text).Append(":\n");
                    Ideas(board, ideas[group.Key]);
                }
            }
            Part(
                "board.questions",
                board
                    .Of(CardKind.Question)
                    .Select(q => $"{q.Text} ({reader[q.Answered ? "board.answered" : "sprint.question-open"]})")
            );
        }
        Part(
            "sprint.follow-ups",
            report.FollowUps.Select(f => $"{f.Text} ({f.Owner}{(f.Due is { } due ? ", " + reader.Date(due) : "")})")
        );
        return text.ToString().TrimEnd();

        void Ideas(BoardResults board, IEnumerable<BoardCard> ideas)
        {
            foreach (var idea in ideas)
            {
                text.Append("– ").Append(idea.Text).Append(Said(idea)).Append('\n');
                if (comments)
                    foreach (var comment in board.Under(idea, CardKind.Comment).OrderBy(c => c.Voice))
                        text.Append("  ")
                            .Append(comment.Voice is { } voice ? reader.Capital(reader.Name(voice)) + ": " : "")
                            .Append(comment.Text)
                            .Append('\n');
            }
        }

        string Said(BoardCard idea)
        {
            var said = new List<string>();
            if (idea.Dots > 0)
                said.Add(reader.Count("board.dots", idea.Dots));
            if (idea.Verdict is { } verdict)
                said.Add(reader.Name(verdict) + (idea.Why is { } why ? $": {why}" : ""));
            if (idea.NextStep is { } next)
                said.Add(
                    $"{reader["sprint.next-step"]} {next}{(idea.Owner is { } owner ? $", {owner}" : "")}{(idea.Due is { } due ? $", {reader.Date(due)}" : "")}"
                );
            return said.Count == 0 ? "" : $" ({string.Join("; ", said)})";
        }

        void Part(string title, IEnumerable<string> lines)
        {
            var all = lines.ToList();
            if (all.Count == 0)
                return;
            text.Append('\n').Append(reader[title]).Append('\n');
            foreach (var line in all)
                text.Append("– ").Append(line).Append('\n');
        }
    }
}
