using Alliance.Deals.Signing;
using Alliance.Deals.Talks;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Drafting;

/// <summary>Everything a draft's page shows.</summary>
/// <param name="Points">Open ones first, then the latest.</param>
/// <param name="Release">The text that is decided about or signed now.</param>
/// <param name="People">Names of managers and approvers by account, for the city's people.</param>
/// <param name="Files">What lies beside the text, in the order it came.</param>
/// <param name="DealSlug">The page of the deal it became or amends.</param>
public sealed record DraftView(
    DraftAccess Access,
    IReadOnlyList<DraftPoint> Points,
    Release? Release,
    IReadOnlyDictionary<long, string> People,
    IReadOnlyList<AttachedFile> Files,
    string? DealSlug
)
{
    public Draft Draft => Access.Draft;

    public IEnumerable<DraftPoint> Open => Points.Where(p => p.State == PointState.Open);

    /// <summary>Null where there is no such draft for this person. A link is noted as seen.</summary>
    public static async Task<DraftView?> LoadAsync(
        AppDb db,
        FindPeople people,
        Door door,
        DateTime now,
        CancellationToken cancel = default
    )
    {
        if (await DraftAccess.OpenAsync(db, door, now, cancel) is not { } access)
            return null;
        var draft = access.Draft;
        if (access.ByLink is { SeenAt: null } party)
            await db
                .DraftParties.Where(p => p.Id == party.Id && p.SeenAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(p => p.SeenAt, now), cancel);
        var points = await db
            .DraftPoints.AsNoTracking()
            .Where(p => p.DraftId == draft.Id)
            .OrderByDescending(p => p.Id)
            .Take(500)
            .ToListAsync(cancel);
        var release =
            draft.Stage is DraftStage.Release or DraftStage.Signing or DraftStage.Concluded || access.IsOfCity
                ? await LatestAsync(db, draft.Id, cancel)
                : null;
        var accounts = new HashSet<long> { draft.ManagerAccountId };
        foreach (var step in release?.Steps ?? [])
            accounts.UnionWith([step.ApproverAccountId, step.DeputyAccountId ?? step.ApproverAccountId]);
        var slug = draft.DealId is { } deal
            ? await db.Deals.Where(d => d.Id == deal).Select(d => d.Slug).SingleOrDefaultAsync(cancel)
            : null;
        return new DraftView(
            access,
            [.. points.OrderBy(p => p.State != PointState.Open)],
            release,
            (await people(accounts, cancel)).ToDictionary(p => p.AccountId, p => p.Name),
            await AttachedFile.ListAsync(db, access, cancel),
            slug
        );
    }

    // Also one that was sent back: its reason is what the manager has to read.
    private static Task<Release?> LatestAsync(AppDb db, long draft, CancellationToken cancel) =>
        db
            .Releases.AsNoTracking()
            .Include(r => r.Steps.OrderBy(s => s.Order))
            .Include(r => r.Signatures.OrderBy(s => s.At))
                .ThenInclude(s => s.By)
            .AsSplitQuery()
            .Where(r => r.DraftId == draft)
            .OrderByDescending(r => r.Number)
            .FirstOrDefaultAsync(cancel);
}
