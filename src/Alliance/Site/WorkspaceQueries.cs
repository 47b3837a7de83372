using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Deals.Joining;
using Alliance.Deals.Signing;
using Alliance.Deals.Talks;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site;

/// <summary>What a person has to do, and what others have: one screen for the morning.</summary>
/// <param name="Mine">What waits for this person, longest first.</param>
/// <param name="Others">What waits for others, longest first.</param>
/// <param name="Stages">How many drafts stand where.</param>
/// <param name="Evaluations">Deals in force of the person's cities, by the day on which they are looked at.</param>
/// <param name="Ends">In which stage talks ended, why, and after how many days; empty where none did.</param>
public sealed record Workspace(
    IReadOnlyList<Waiting> Mine,
    IReadOnlyList<Waiting> Others,
    IReadOnlyDictionary<DraftStage, int> Stages,
    IReadOnlyList<DueEvaluation> Evaluations,
    IReadOnlyList<EndedTalks> Ends
)
{
    // A city has some hundred; who has more wants a list, not a morning.
    private const int MostDrafts = 1_000;
    private const int MostEvaluations = 20;

    /// <summary>10 queries at most, however many drafts there are.</summary>
    public static async Task<Workspace> LoadAsync(
        AppDb db,
        FindPeople people,
        Actor actor,
        DateTime now,
        CancellationToken cancel = default
    )
    {
        var visible = DraftRights.Visible(db.Drafts.AsNoTracking(), actor, Mandates.InForce(db));
        var drafts = await visible
            .Where(d => d.Stage != DraftStage.Concluded && d.Stage != DraftStage.Ended)
            .OrderBy(d => d.StageSince)
            .Take(MostDrafts)
            .Include(d => d.Parties)
            .AsSplitQuery()
            .ToListAsync(cancel);
        var ids = drafts.ConvertAll(d => d.Id);
        var releases = await db
            .Releases.AsNoTracking()
            .Where(r => ids.Contains(r.DraftId) && r.VoidAt == null)
            .Select(r => new
            {
                r.DraftId,
                r.Number,
                r.ReleasedAt,
                Step = r
                    .Steps.Where(s => s.AskedAt != null && s.AnsweredAt == null)
                    .OrderBy(s => s.Order)
                    .FirstOrDefault(),
                Signed = r.Signatures.Select(s => s.Party).ToList(),
            })
            .ToListAsync(cancel);
        var points = await db
            .DraftPoints.Where(p => ids.Contains(p.DraftId) && p.State == PointState.Open)
            .GroupBy(p => p.DraftId)
            .Select(g => new
            {
                g.Key,
                Count = g.Count(),
                Since = g.Min(p => p.At),
            })
            .ToDictionaryAsync(p => p.Key, cancel);
        var names = (
            await people(
                [.. releases.Where(r => r.Step != null).Select(r => r.Step!.ApproverAccountId).Distinct()],
                cancel
            )
        ).ToDictionary(p => p.AccountId, p => p.Name);

        var mine = new List<Waiting>();
        var others = new List<Waiting>();
        foreach (var draft in drafts)
        {
            var manages = DraftRights.MayEdit(actor, draft.CityId);
            var release = releases.Where(r => r.DraftId == draft.Id).MaxBy(r => r.Number);
            void Wait(bool own, string what, DateTime since, string? who = null, string path = "") =>
                (own ? mine : others).Add(
                    new Waiting(
                        what,
                        $"drafts/{draft.Key}{path}",
                        draft.Content.Title,
                        who,
                        (int)(now - since).TotalDays
                    )
                );
            switch (draft.Stage)
            {
                case DraftStage.Draft:
                    Wait(manages, "draft", draft.ChangedAt);
                    break;
                case DraftStage.Negotiation when points.TryGetValue(draft.Id, out var open):
                    Wait(manages, "points", open.Since, $"{open.Count}");
                    break;
                case DraftStage.Negotiation:
                    Wait(!manages, "reading", draft.StageSince, string.Join(", ", Partners(draft)));
                    break;
                case DraftStage.Release when release?.Step is { } step:
                    Wait(
                        step.IsFor(actor),
                        "release",
                        step.AskedAt!.Value,
                        names.GetValueOrDefault(step.ApproverAccountId),
                        "/release"
                    );
                    break;
                case DraftStage.Signing when release is not null:
                    foreach (
                        var party in draft.Content.Parties.Where(p =>
                            SignDeal.IsNeeded(p.Role) && !release.Signed.Contains(p.Key)
                        )
                    )
                        Wait(
                            Signs(actor, draft, party),
                            "signature",
                            release.ReleasedAt ?? draft.StageSince,
                            party.Name,
                            "/sign"
                        );
                    break;
            }
        }
        // Whoever keeps the address of a party that no mail reaches has to find another.
        foreach (
            var (draft, party, since) in await UnreachedParty.FindAsync(
                db,
                drafts.FindAll(d => DraftRights.MayEdit(actor, d.CityId)),
                cancel
            )
        )
            mine.Add(
                new Waiting(
                    "unreached",
                    draft.IsOpen ? $"drafts/{draft.Key}/edit/party.{party.Key}" : $"drafts/{draft.Key}",
                    draft.Content.Title,
                    draft.Content.Party(party.Key)?.Name,
                    (int)(now - since).TotalDays
                )
            );
        foreach (var (city, waiting) in await JoinersAsync(db, actor, now, cancel))
            (JoinRights.MayAnswer(actor, city) ? mine : others).Add(waiting);
        var stages = await visible
            .GroupBy(d => d.Stage)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(s => s.Key, s => s.Count, cancel);
        return new Workspace(
            [.. mine.OrderByDescending(w => w.Days)],
            [.. others.OrderByDescending(w => w.Days)],
            stages,
            await EvaluationsAsync(db, actor, DateOnly.FromDateTime(now), cancel),
            await EndsAsync(visible, cancel)
        );
    }

    // Who wants to join a deal of the person's cities, deal by deal.
    private static async Task<IEnumerable<(long City, Waiting Waiting)>> JoinersAsync(
        AppDb db,
        Actor actor,
        DateTime now,
        CancellationToken cancel
    )
    {
        var waiting = JoinRights.Visible(db.JoinRequests, actor).Where(r => r.State == JoinState.Waiting);
        var found = await db
            .Deals.Where(d => waiting.Any(r => r.DealId == d.Id))
            .Select(d => new
            {
                d.CityId,
                d.Slug,
                d.Title,
                Count = waiting.Count(r => r.DealId == d.Id),
                Since = waiting.Where(r => r.DealId == d.Id).Min(r => r.ConfirmedAt),
            })
            .ToListAsync(cancel);
        return found.Select(f =>
            (
                f.CityId,
                new Waiting(
                    "joining",
                    $"deals/{f.Slug}/joinings",
                    f.Title.ToString(),
                    $"{f.Count}",
                    (int)(now - (f.Since ?? now)).TotalDays
                )
            )
        );
    }

    private static IEnumerable<string> Partners(Draft draft) =>
        draft.Content.Parties.Where(p => p.Role == PartyRole.Signatory).Select(p => p.Name);

    private static bool Signs(Actor actor, Draft draft, PartyDraft party) =>
        party.Role == PartyRole.City
            ? DraftRights.MaySignForCity(actor, draft.CityId)
            : draft.Parties.Find(p => p.Key == party.Key)?.OrganisationId is { } own
                && actor.ActsFor(own, MembershipRole.Representative);

    private static async Task<List<DueEvaluation>> EvaluationsAsync(
        AppDb db,
        Actor actor,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var cities = actor.Memberships.Select(m => m.CityId).OfType<long>().ToList();
        var deals = await db
            .Deals.Where(d => d.State == DealState.InForce && cities.Contains(d.CityId))
            .Select(d => new
            {
                d.Id,
                d.Slug,
                d.Title,
                d.Evaluation,
                d.End,
                d.DatedBy,
            })
            .ToListAsync(cancel);
        return
        [
            .. deals
                .Select(d => (d.Id, d.Slug, d.Title, On: EvaluationDay.Next(d.Evaluation, d.End, d.DatedBy, today)))
                .Where(d => d.On is not null)
                .Select(d => new DueEvaluation(d.Id, d.Slug, d.Title, d.On!.Value))
                .OrderBy(d => d.On.Last)
                .Take(MostEvaluations),
        ];
    }

    private static async Task<List<EndedTalks>> EndsAsync(IQueryable<Draft> visible, CancellationToken cancel)
    {
        var ended = await visible
            .Where(d => d.Stage == DraftStage.Ended && d.EndReason != null)
            .OrderByDescending(d => d.Id)
            .Take(MostDrafts)
            .Select(d => new
            {
                d.EndedIn,
                d.EndReason,
                d.CreatedAt,
                d.StageSince,
            })
            .ToListAsync(cancel);
        if (ended.Count == 0)
            return [];
        // All stages, so that one sees where none did; and what ended before the stage was kept.
        DraftStage?[] stages =
        [
            DraftStage.Draft,
            DraftStage.Negotiation,
            DraftStage.Release,
            DraftStage.Signing,
            .. ended.Exists(d => d.EndedIn is null) ? [null] : (DraftStage?[])[],
        ];
        return
        [
            .. stages.Select(stage => new EndedTalks(
                stage,
                [
                    .. ended
                        .Where(d => d.EndedIn == stage)
                        .GroupBy(d => d.EndReason!.Value)
                        .Select(g => new EndedFor(
                            g.Key,
                            g.Count(),
                            (int)g.Select(d => (d.StageSince - d.CreatedAt).TotalDays).Order().ElementAt(g.Count() / 2)
                        ))
                        .OrderByDescending(e => e.Count)
                        .ThenBy(e => e.Reason),
                ]
            )),
        ];
    }
}

/// <param name="What">The text <c>workspace.waits-WHAT</c>, with <paramref name="Who"/> as {0}.</param>
/// <param name="Path">The page, behind the language.</param>
/// <param name="Days">How long.</param>
public sealed record Waiting(string What, string Path, string Title, string? Who, int Days);

public sealed record DueEvaluation(long Id, string Slug, LocalText Title, PartialDate On);

/// <param name="In">Null of those that ended before this was kept.</param>
/// <param name="Reasons">Most frequent first.</param>
public sealed record EndedTalks(DraftStage? In, IReadOnlyList<EndedFor> Reasons)
{
    public int Count => Reasons.Sum(r => r.Count);
}

/// <param name="Days">From the first word to the end, in the middle (median).</param>
public sealed record EndedFor(EndOfTalks Reason, int Count, int Days);
