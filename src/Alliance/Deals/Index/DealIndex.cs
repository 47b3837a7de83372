using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Index;

/// <summary>
/// The node's picture of all deals, kept up to date by the tags of events: <c>deal:ma-11</c> and <c>organisation:mvv</c>
/// read what they name again, <c>*</c> everything. Hence an act that changes a deal raises an event with its tag.
/// docs/decisions/0013-hot-reads.md tells what it saves and costs.
/// </summary>
public sealed class DealIndex(IServiceScopeFactory scopes, TimeProvider time, ILogger<DealIndex> log) : IDisposable
{
    // More at once are quicker read with all the others.
    private const int MostAtOnce = 500;

    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile DealSnapshot? current;

    /// <summary>All deals as of the last event that was heard; read now if nobody has.</summary>
    public async ValueTask<DealSnapshot> CurrentAsync(CancellationToken cancel = default) =>
        current ?? await ReadAsync(cancel);

    public void Dispose() => turn.Dispose();

    /// <summary>See <see cref="Platform.Outbox.Follower"/>.</summary>
    public async Task FollowAsync(IReadOnlyCollection<string> tags, CancellationToken cancel)
    {
        var deals = Named(tags, "deal:");
        var organisations = Named(tags, "organisation:");
        var names = tags.Contains("cities") || Named(tags, "city:").Count > 0 || tags.Contains("policy-areas");
        var everything = tags.Contains(PageStore.Everything);
        if (!everything && !names && deals.Count + organisations.Count == 0)
            return;
        // Also waits for a first reading that is under way, which may have begun before the change.
        await turn.WaitAsync(cancel);
        try
        {
            // Nobody has asked yet: whoever does will read what is there by then.
            if (current is null)
                return;
            current =
                (everything ? null : await RefreshAsync(current, deals, organisations, cancel))
                ?? await LoadAsync(cancel);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            log.LogWarning(broken, "The index of deals could not follow a change; it will be read anew");
            current = null;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<DealSnapshot> ReadAsync(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (current is { } other)
                return other;
            // For all who wait, so not ended by the one who asked first.
            return current = await LoadAsync(CancellationToken.None);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<DealSnapshot> LoadAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var beside = scopes.CreateAsyncScope();
        var begun = time.GetTimestamp();
        var deals = await DealSnapshot.LoadAsync(
            scope.ServiceProvider.GetRequiredService<AppDb>(),
            beside.ServiceProvider.GetRequiredService<AppDb>(),
            cancel
        );
        log.LogInformation(
            "The index of deals was read: {Deals} deals in {Milliseconds:0} ms",
            deals.Count,
            time.GetElapsedTime(begun).TotalMilliseconds
        );
        return deals;
    }

    /// <summary>Null where reading everything is quicker.</summary>
    private async Task<DealSnapshot?> RefreshAsync(
        DealSnapshot before,
        List<string> deals,
        List<string> organisations,
        CancellationToken cancel
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        // Most events name organisations because their pages change: what the index holds of them is as it was, and some are in a tenth
        // of all deals.
        var now = organisations.Count == 0 ? [] : await DealRows.OrganisationsAsync(db, organisations, cancel);
        var others = before.Otherwise(now);
        var concerned = db.Deals.Where(d => deals.Contains(d.Identifier)).Select(d => d.Id);
        if (others.Count > 0)
        {
            var changed = others.ConvertAll(o => o.Key);
            concerned = concerned
                .Union(db.Parties.Where(p => changed.Contains(p.OrganisationId!.Value)).Select(p => p.DealId))
                .Union(
                    db.Parties.Where(p => changed.Contains(p.Organisation!.MergedIntoId!.Value)).Select(p => p.DealId)
                );
        }
        var ids = await concerned.Take(MostAtOnce + 1).ToListAsync(cancel);
        if (ids.Count > MostAtOnce)
            return null;
        var read = ids.Count == 0 ? DealsRead.None : await DealRows.ReadAsync(db, null, ids, cancel);
        return before.With(read, await DealRows.NamesAsync(db, cancel), others);
    }

    private static List<string> Named(IReadOnlyCollection<string> tags, string prefix) =>
        [.. tags.Where(t => t.StartsWith(prefix, StringComparison.Ordinal)).Select(t => t[prefix.Length..])];
}
