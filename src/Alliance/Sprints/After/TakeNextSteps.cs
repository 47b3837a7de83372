using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Sprints.Board;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.After;

/// <summary>Takes the next steps that were agreed on a sprint's boards over into what goes on, each once.</summary>
public sealed class TakeNextSteps(AppDb db, LiveBoards boards, TimeProvider time)
{
    /// <summary>What waits to be taken over: an idea with a next step that is on no list yet.</summary>
    public static IReadOnlyList<BoardResult> Waiting(
        IReadOnlyList<BoardResults> results,
        IReadOnlyList<FollowUp> followUps
    )
    {
        var taken = followUps.Select(f => f.Origin).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. results.SelectMany(r => r.Ideas).Where(i => i.Idea.NextStep is not null && !taken.Contains(i.Origin)),
        ];
    }

    /// <returns>
    /// How many. Refused with <c>sprint-not-found</c>, <c>too-many-follow-ups</c>, <c>somebody-was-faster</c> (of two who do it at once one holds).
    /// </returns>
    /// <param name="otherwise">Who sees to a step for which nobody was named: the host city.</param>
    public async Task<Outcome<int>> RunAsync(
        Actor actor,
        string slug,
        string otherwise,
        CancellationToken cancel = default
    )
    {
        if (await SprintRights.FindHostedAsync(db, actor, slug, cancel) is not { } sprint)
            return new Refusal("sprint-not-found", slug);
        var known = await ClosingReport.FollowUpsAsync(db, sprint.Id, cancel);
        var waiting = Waiting(await BoardResults.OfSprintAsync(db, boards, sprint.Id, cancel), known);
        if (known.Count + waiting.Count > FollowUp.Most)
            return new Refusal("too-many-follow-ups", $"{FollowUp.Most}");
        var languages = await db
            .IdeaBoards.Where(b => b.SprintId == sprint.Id)
            .ToDictionaryAsync(b => b.Key, b => b.Language, cancel);
        var next = await KeepFollowUp.NextNumberAsync(db, sprint.Id, cancel);
        foreach (var result in waiting)
            db.FollowUps.Add(
                new FollowUp
                {
                    SprintId = sprint.Id,
                    Number = next++,
                    Text = result.Idea.NextStep!,
                    Owner = string.IsNullOrWhiteSpace(result.Idea.Owner)
                        ? otherwise
                        : StatedValues.OneLine(result.Idea.Owner),
                    Due = result.Idea.Due,
                    Language = languages.GetValueOrDefault(
                        result.Origin[6..result.Origin.IndexOf('/')],
                        sprint.Title.Authentic
                    ),
                    Origin = result.Origin,
                    Idea = result.Idea.Text,
                    Verdict = result.Idea.Verdict,
                }
            );
        if (waiting.Count == 0)
            return 0;
        db.Raise("follow-up-kept", null, [$"sprint:{slug}"], time.GetUtcNow());
        return await db.SaveInTurnAsync(cancel) is { } late ? late : waiting.Count;
    }
}
