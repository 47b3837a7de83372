using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Existing;

/// <summary>What became of one file.</summary>
/// <param name="Title">Of the deal it belongs to.</param>
public sealed record KeptScan(string File, LocalText? Title, Refusal? Refusal);

/// <summary>
/// Keeps scans of signed papers with the deals of the actor's cities, many at once: each file is called like its deal
/// (<c>mannheim-green-roofs.pdf</c>, <c>mannheim-green-roofs page 2.jpg</c>).
/// </summary>
public sealed class KeepScans(AppDb db, TimeProvider time)
{
    public const int MostFiles = 200;

    /// <summary>The deals of a person's cities that were not signed here.</summary>
    public static IQueryable<Deal> Own(AppDb db, Actor actor) =>
        DealRights.Kept(db.Deals, actor).Where(d => d.Standing != Standing.ConcludedHere);

    /// <returns>
    /// One answer for each file; one that is refused leaves the others alone. Refused, each, with <c>scan-without-deal</c>,
    /// <c>file-missing</c>, <c>file-too-large</c>, <c>file-kind</c>; as a whole with <c>file-missing</c>,
    /// <c>too-many-at-once</c>, <c>not-allowed</c>.
    /// </returns>
    public async Task<Outcome<IReadOnlyList<KeptScan>>> RunAsync(
        Actor actor,
        IReadOnlyList<IFormFile> files,
        CancellationToken cancel = default
    )
    {
        if (DealRights.CitiesOf(actor, DealRights.MayEdit).Count == 0)
            return new Refusal("not-allowed");
        if (files.Count == 0)
            return new Refusal("file-missing");
        if (files.Count > MostFiles)
            return new Refusal("too-many-at-once", $"{MostFiles}");
        var deals = await Own(db, actor)
            .Select(d => new Named(d.Id, d.Identifier, d.Slug, d.Title))
            .ToListAsync(cancel);
        var answers = new List<KeptScan>();
        foreach (var file in files)
            answers.Add(await KeepAsync(file, deals, cancel));
        return answers;
    }

    private async Task<KeptScan> KeepAsync(IFormFile file, List<Named> deals, CancellationToken cancel)
    {
        var received = await ReceivedFile.ReadAsync(file, cancel);
        if (received.Refusal is { } wrong)
            return new KeptScan(file.FileName, null, wrong);
        var scan = received.Value;
        if (Find(scan.Name, deals) is not { } deal)
            return new KeptScan(scan.Name, null, new Refusal("scan-without-deal"));
        if (!await db.DealScans.AnyAsync(s => s.DealId == deal.Id && s.Hash == scan.Hash, cancel))
        {
            db.DealScans.Add(
                new DealScan
                {
                    DealId = deal.Id,
                    Name = scan.Name,
                    MediaType = scan.MediaType,
                    Content = scan.Content,
                    Hash = scan.Hash,
                    At = time.GetUtcNow().UtcDateTime,
                }
            );
            // The same file twice at once: it is there, which is what was wanted.
            await db.SaveInTurnAsync(cancel);
            // One after another, so that memory holds one file and not all of them.
            db.ChangeTracker.Clear();
        }
        return new KeptScan(scan.Name, deal.Title, null);
    }

    // The longest that fits: ma-1 is another deal than ma-11.
    private static Named? Find(string name, List<Named> deals)
    {
        var plain = Path.GetFileNameWithoutExtension(name);
        bool Begins(string id) =>
            plain.StartsWith(id, StringComparison.OrdinalIgnoreCase)
            && (plain.Length == id.Length || plain[id.Length] is ' ' or '_' or '(' or '.' or '+');
        return deals
            .SelectMany(d => new[] { (Id: d.Identifier, Deal: d), (Id: d.Slug, Deal: d) })
            .Where(d => Begins(d.Id))
            .OrderByDescending(d => d.Id.Length)
            .Select(d => d.Deal)
            .FirstOrDefault();
    }

    private sealed record Named(long Id, string Identifier, string Slug, LocalText Title);
}
