using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Sprints.Visits;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.After;

/// <summary>What a sprint came to, for whoever paid for it and whoever was not there. It names no visitor.</summary>
/// <param name="Registered">How many had a place.</param>
/// <param name="Came">How many were checked in.</param>
/// <param name="Kinds">Of those who came, by kind of organisation; null where nobody said it. The most first.</param>
/// <param name="Countries">The same by country, ISO 3166-1.</param>
/// <param name="Roles">The same by part.</param>
/// <param name="FollowUps">What goes on, the earliest first.</param>
/// <param name="Useful">How many answered each step of <see cref="SprintFeedback.Useful"/>, from 1.</param>
/// <param name="Minutes">The newest approved ones.</param>
public sealed record ClosingReport(
    int Registered,
    int Came,
    IReadOnlyList<(OrganisationKind? Kind, int Count)> Kinds,
    IReadOnlyList<(string? Country, int Count)> Countries,
    IReadOnlyList<(SprintRole Role, int Count)> Roles,
    IReadOnlyList<FollowUp> FollowUps,
    IReadOnlyList<int> Useful,
    Minutes? Minutes
)
{
    /// <summary>A sprint that is over and was held here; of what was collected the sources tell.</summary>
    public static bool IsDue(Sprint sprint, DateOnly today) =>
        !sprint.IsCollected && sprint.State == SprintState.Published && sprint.LastDay < today;

    /// <remarks>4 queries.</remarks>
    public static async Task<ClosingReport> LoadAsync(AppDb db, long sprint, CancellationToken cancel = default)
    {
        // Some hundred at most: counted here, three ways at once.
        var visits = await db
            .SprintVisits.Where(v => v.SprintId == sprint && v.State == VisitState.Registered)
            .Select(v => new
            {
                v.Kind,
                v.Country,
                v.Role,
                Came = v.CheckedInAt != null,
            })
            .ToListAsync(cancel);
        var came = visits.FindAll(v => v.Came);
        var useful = await db
            .SprintFeedback.Where(f => f.SprintId == sprint)
            .GroupBy(f => f.Useful)
            .Select(g => new { Step = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Step, g => g.Count, cancel);
        return new ClosingReport(
            visits.Count,
            came.Count,
            [
                .. came.GroupBy(v => v.Kind)
                    .OrderByDescending(g => g.Count())
                    .ThenBy(g => g.Key)
                    .Select(g => (g.Key, g.Count())),
            ],
            [
                .. came.GroupBy(v => v.Country)
                    .OrderByDescending(g => g.Count())
                    .ThenBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => (g.Key, g.Count())),
            ],
            [.. came.CountBy(v => v.Role).OrderBy(r => r.Key).Select(r => (r.Key, r.Value))],
            await FollowUpsAsync(db, sprint, cancel),
            [.. Enumerable.Range(1, SprintFeedback.Steps).Select(s => useful.GetValueOrDefault(s))],
            await WriteMinutes.ApprovedAsync(db, sprint, cancel)
        );
    }

    /// <summary>Open ones first, by day; 1 query.</summary>
    public static async Task<IReadOnlyList<FollowUp>> FollowUpsAsync(AppDb db, long sprint, CancellationToken cancel) =>
        [
            .. (await db.FollowUps.AsNoTracking().Where(f => f.SprintId == sprint).ToListAsync(cancel))
                .OrderBy(f => f.State)
                .ThenBy(f => f.Due ?? DateOnly.MaxValue)
                .ThenBy(f => f.Id),
        ];
}
