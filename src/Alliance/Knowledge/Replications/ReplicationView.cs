using System.Globalization;
using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Replications;

/// <summary>How far a city has come.</summary>
public enum ReplicationStep
{
    Interest,
    Talk,
    Partners,
    Parts,
    Draft,
    InForce,
    Result,
    Ended,
}

/// <summary>The deal that a replication became.</summary>
/// <param name="Since">When it was agreed.</param>
public sealed record ReplicatedDeal(long Id, string Identifier, string Slug, DealState? State, DateOnly? Since);

/// <summary>When the last step of a replication was taken (UTC).</summary>
public sealed record LastStep
{
    public required long Id { get; init; }
    public required DateTime At { get; init; }
}

/// <summary>A replication with what became of its draft.</summary>
/// <param name="Stage">Of the draft; null where there is none.</param>
/// <param name="Deal">Null as long as it is not in the register.</param>
public sealed record ReplicationView(Replication Replication, DraftStage? Stage, ReplicatedDeal? Deal)
{
    /// <summary>The first step that is not behind it: nothing is stored of it, so it never contradicts what was done.</summary>
    public ReplicationStep Step =>
        Replication switch
        {
            { EndedAt: not null } => ReplicationStep.Ended,
            { ResultAt: not null } => ReplicationStep.Result,
            _ when Deal is not null => ReplicationStep.InForce,
            { DraftAt: not null } or { PartnersAt: not null, PartsAt: not null } => ReplicationStep.Draft,
            { PartnersAt: not null } => ReplicationStep.Parts,
            { TalkedAt: not null } => ReplicationStep.Partners,
            { AskedAt: not null } => ReplicationStep.Talk,
            _ => ReplicationStep.Interest,
        };

    public bool IsPublic => Replication.IsShown || Deal is not null;

    /// <summary>With both cities.</summary>
    public static Task<ReplicationView?> LoadAsync(AppDb db, long id, CancellationToken cancel = default) =>
        Of(db, db.Replications.Where(r => r.Id == id)).SingleOrDefaultAsync(cancel);

    /// <summary>One that everybody may read, by its city's identifier and its key.</summary>
    public static Task<ReplicationView?> FindShownAsync(
        AppDb db,
        string city,
        string key,
        CancellationToken cancel = default
    ) =>
        DealFacet.IsIdentifier(city)
        && key is ['r', .. var digits]
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Of(db, Shown(db).Where(r => r.City!.Identifier == city && r.Number == number))
                .SingleOrDefaultAsync(cancel)
            : Task.FromResult<ReplicationView?>(null);

    /// <summary>The same for several, in no order: one query.</summary>
    public static IQueryable<ReplicationView> Of(AppDb db, IQueryable<Replication> replications) =>
        from r in replications.AsNoTracking().Include(r => r.City).Include(r => r.OriginCity)
        join d in db.Drafts on r.Draft equals d.Key into drafts
        from d in drafts.DefaultIfEmpty()
        join k in db.Deals on (r.Deal ?? d.Deal!.Identifier) equals k.Identifier into deals
        from k in deals.DefaultIfEmpty()
        select new ReplicationView(
            r,
            d == null ? null : d.Stage,
            k == null ? null : new ReplicatedDeal(k.Id, k.Identifier, k.Slug, k.State, k.DatedBy)
        );

    /// <summary>Those that everybody may read.</summary>
    public static IQueryable<Replication> Shown(AppDb db) =>
        db.Replications.Where(r =>
            r.IsShown || r.Deal != null || db.Drafts.Any(d => d.Key == r.Draft && d.DealId != null)
        );

    /// <summary>When the last step was taken of each that everybody may read.</summary>
    public static IQueryable<LastStep> LastSteps(AppDb db) =>
        Shown(db)
            .Select(r => new LastStep
            {
                Id = r.Id,
                At =
                    r.EndedAt
                    ?? r.ResultAt
                    // Since it is in force.
                    ?? (
                        from d in db.Drafts
                        where d.Key == r.Draft && d.DealId != null
                        join v in db.DealVersions on d.DealId equals v.DealId
                        select (DateTime?)v.RecordedAt
                    ).Min()
                    ?? r.DraftAt
                    ?? r.PartsAt
                    ?? r.PartnersAt
                    ?? r.AnsweredAt
                    ?? r.TalkedAt
                    ?? r.AskedAt
                    ?? r.StartedAt,
            });

    /// <summary>Those by which these deals came to be: one at most for each.</summary>
    public static IQueryable<Replication> ThatBecame(AppDb db, List<string> deals) =>
        Shown(db)
            .Where(r =>
                deals.Contains(r.Deal!) || db.Drafts.Any(d => d.Key == r.Draft && deals.Contains(d.Deal!.Identifier))
            );
}
