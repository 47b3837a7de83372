using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.EvidenceFiles;

/// <summary>
/// Which files still stand beside promises. What was said keeps its address for good; where it is one of this site and the file
/// is gone from the promise, readers see a mark instead.
/// </summary>
public sealed class StandingEvidence
{
    private readonly string site;
    private readonly HashSet<(long Deal, string Commitment, string Hash)> files;

    private StandingEvidence(string site, HashSet<(long, string, string)> files) =>
        (this.site, this.files) = (site, files);

    /// <summary>Of these deals: one statement.</summary>
    public static async Task<StandingEvidence> LoadAsync(
        AppDb db,
        MailLinks links,
        IEnumerable<long> deals,
        CancellationToken cancel = default
    )
    {
        var found = await db
            .EvidenceFiles.Where(f => deals.Contains(f.DealId))
            .Select(f => new
            {
                f.DealId,
                f.Commitment,
                f.Hash,
            })
            .ToListAsync(cancel);
        return new StandingEvidence(links.Of("evidence/"), [.. found.Select(f => (f.DealId, f.Commitment, f.Hash))]);
    }

    /// <summary>Whether this address led to a file here that does not stand beside this promise any more.</summary>
    public bool IsRemoved(long deal, string commitment, string address) =>
        address.StartsWith(site, StringComparison.Ordinal)
        && !files.Contains((deal, commitment, address[site.Length..]));
}
