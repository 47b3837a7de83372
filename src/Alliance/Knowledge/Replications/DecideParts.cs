using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Replications;

/// <summary>What was typed about one part.</summary>
/// <param name="Choice">A code of <see cref="PartChoice"/>, or empty.</param>
public sealed record StatedChoice(string Choice, string Why, string Ours);

/// <summary>Decides for each part whether it is kept, adapted or dropped, and what is added; why, and what is done instead.</summary>
public sealed class DecideParts(ChangeReplication change)
{
    /// <summary>More than the origin has, and not without end.</summary>
    public const int MostAdded = 10;

    /// <param name="actor">Deal or field manager of the city.</param>
    /// <param name="id">The replication's number.</param>
    /// <param name="turn">The state that was read.</param>
    /// <param name="choices">By the part's key.</param>
    /// <param name="added">The title and reason of parts that the origin does not have; those without a title are left out.</param>
    /// <param name="language">In which it is written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused as <see cref="ChangeReplication"/> does, and with <c>check-fields</c>: at <c>choice-k1</c> <c>choice-missing</c>, <c>unknown-choice</c>; at
    /// <c>why-k1</c> <c>reason-missing</c> (of what is adapted or dropped), at <c>ours-k1</c> <c>text-missing</c> (of what is adapted), <c>text-too-long</c>;
    /// at <c>added-0-title</c> <c>text-too-long</c>, <c>too-many-named</c>; at <c>added-0-why</c> <c>reason-missing</c>, <c>text-too-long</c>; at <c>parts</c>
    /// <c>nothing-kept</c>.
    /// </returns>
    public Task<Outcome<Replication>> RunAsync(
        Actor actor,
        long id,
        int turn,
        IReadOnlyDictionary<string, StatedChoice> choices,
        IReadOnlyList<(string Title, string Why)> added,
        Language language,
        CancellationToken cancel = default
    ) =>
        change.SetAsync(
            actor,
            id,
            turn,
            ReplicationRights.MayEdit,
            (replication, now) =>
            {
                var wrong = new List<FieldProblem>();
                var parts = replication
                    .Parts.Where(p => p.Choice != PartChoice.Add)
                    .Select(p => Decide(p, choices.GetValueOrDefault(p.Key), language, wrong))
                    .ToList();
                parts.AddRange(Added(added, language, wrong));
                if (parts.Count > 0 && parts.TrueForAll(p => p.Choice == PartChoice.Drop))
                    wrong.Add(new FieldProblem("parts", new Refusal("nothing-kept")));
                if (wrong.Count > 0)
                    return new Refusal("check-fields") { Fields = wrong };
                replication.Parts = parts;
                replication.PartsAt = now;
                return null;
            },
            cancel
        );

    private static ReplicationPart Decide(
        ReplicationPart part,
        StatedChoice? said,
        Language language,
        List<FieldProblem> wrong
    )
    {
        void Tell(string field, string code) => wrong.Add(new FieldProblem($"{field}-{part.Key}", new Refusal(code)));
        if (said is null || said.Choice.Length == 0)
        {
            Tell("choice", "choice-missing");
            return part;
        }
        if (!Code.TryParse<PartChoice>(said.Choice, out var choice) || choice == PartChoice.Add)
        {
            Tell("choice", "unknown-choice");
            return part;
        }
        var before = wrong.Count;
        var why = Worded.Read(said.Why, "why-" + part.Key, language, wrong);
        var ours = Worded.Read(said.Ours, "ours-" + part.Key, language, wrong);
        // A reason is what the next city learns from.
        if (choice != PartChoice.Keep && why is null && wrong.Count == before)
            Tell("why", "reason-missing");
        if (choice == PartChoice.Adapt && ours is null && wrong.Count == before)
            Tell("ours", "text-missing");
        return part with { Choice = choice, Why = why, Ours = choice == PartChoice.Adapt ? ours : null };
    }

    private static IEnumerable<ReplicationPart> Added(
        IReadOnlyList<(string Title, string Why)> added,
        Language language,
        List<FieldProblem> wrong
    )
    {
        foreach (var (i, (typed, reason)) in added.Index())
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"added-{i}");
            var title = TypedText.Plain(typed).Replace('\n', ' ');
            if (title.Length == 0)
                continue;
            if (title.Length > Practice.TitleLength)
                wrong.Add(new FieldProblem(field + "-title", new Refusal("text-too-long")));
            else if (i >= MostAdded)
                wrong.Add(new FieldProblem(field + "-title", new Refusal("too-many-named", $"{MostAdded}")));
            else
            {
                var before = wrong.Count;
                var why = Worded.Read(reason, field + "-why", language, wrong);
                if (why is null && wrong.Count == before)
                    wrong.Add(new FieldProblem(field + "-why", new Refusal("reason-missing")));
                yield return new ReplicationPart(
                    string.Create(CultureInfo.InvariantCulture, $"n{i + 1}"),
                    new LocalText(language.Code, title),
                    Choice: PartChoice.Add,
                    Why: why
                );
            }
        }
    }
}
