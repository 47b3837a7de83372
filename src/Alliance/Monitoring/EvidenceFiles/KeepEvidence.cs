using Alliance.Deals.Drafting;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.EvidenceFiles;

/// <summary>Keeps a file beside a promise; its address is what the measurement names as evidence.</summary>
public sealed class KeepEvidence(AppDb db, MailLinks links)
{
    /// <summary>A file that was sent; null where there is none. Refused with <c>file-too-large</c>, <c>evidence-kind</c>.</summary>
    public static async Task<(ReceivedFile? File, Refusal? Wrong)> ReadAsync(IFormFile? sent, CancellationToken cancel)
    {
        if (sent is null or { Length: 0 })
            return (null, null);
        var received = await ReceivedFile.ReadAsync(sent, EvidenceKind.Of, cancel);
        return received.Refusal switch
        {
            null => (received.Value, null),
            { Code: "file-kind" } => (null, new Refusal("evidence-kind")),
            var wrong => (null, wrong),
        };
    }

    /// <summary>Where a file will be found for good: at the site's own address, in no language.</summary>
    public string AddressOf(ReceivedFile file) => links.Of($"evidence/{file.Hash}");

    /// <summary>
    /// Adds it within the act that names it, which saves. Refused with <c>too-many-evidence-files</c>.
    /// </summary>
    internal async Task<Refusal?> AddAsync(
        long deal,
        string commitment,
        ReceivedFile file,
        DateTime now,
        CancellationToken cancel
    )
    {
        var own = db.EvidenceFiles.Where(f => f.DealId == deal && f.Commitment == commitment);
        // One report may bring several, which are not stored yet.
        var coming = db.EvidenceFiles.Local.Where(f =>
            f.DealId == deal && f.Commitment == commitment && db.Entry(f).State == EntityState.Added
        );
        // The same bills prove the number of two periods.
        if (coming.Any(f => f.Hash == file.Hash) || await own.AnyAsync(f => f.Hash == file.Hash, cancel))
            return null;
        if (await own.CountAsync(cancel) + coming.Count() >= EvidenceFile.Most)
            return new Refusal("too-many-evidence-files", $"{EvidenceFile.Most}");
        db.EvidenceFiles.Add(
            new EvidenceFile
            {
                DealId = deal,
                Commitment = commitment,
                Name = file.Name,
                MediaType = file.MediaType,
                Content = file.Content,
                Hash = file.Hash,
                At = now,
            }
        );
        return null;
    }
}
