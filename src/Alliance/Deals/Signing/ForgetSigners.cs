using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Signing;

/// <summary>
/// Erases the persons beside signatures: the name, the account, what its passkey signed, the scan with the name in their own hand, and the PDFs that
/// show it. That the organisation signed, when, how and over what, stays.
/// </summary>
internal static class ForgetSigners
{
    /// <summary>
    /// How many it erased; stores it at once, as a whole: within the caller's transaction, or in one of its own. A signature that
    /// no longer knows its scan would leave the scan behind.
    /// </summary>
    public static async Task<int> RunAsync(
        AppDb db,
        IQueryable<Signature> chosen,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var found = await chosen
            .Select(s => new
            {
                s.Id,
                s.ScanId,
                Deal = s.Version == null ? null : s.Version.Deal!.Identifier,
            })
            .ToListAsync(cancel);
        if (found.Count == 0)
            return 0;
        var ids = found.ConvertAll(s => s.Id);
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;
        await db
            .Signatures.Where(s => ids.Contains(s.Id))
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(x => x.SignerName, (string?)null)
                        .SetProperty(x => x.AccountId, (long?)null)
                        .SetProperty(x => x.Proof, (string?)null)
                        .SetProperty(x => x.ScanId, (long?)null),
                cancel
            );
        var scans = found.Select(s => s.ScanId).OfType<long>().ToList();
        if (scans.Count > 0)
            await db.Attachments.Where(a => scans.Contains(a.Id)).ExecuteDeleteAsync(cancel);
        var deals = found.Select(s => s.Deal).OfType<string>().Distinct().ToList();
        foreach (var deal in deals)
        {
            var beginning = deal + " ";
            await db
                .KeptDocuments.Where(d =>
                    (d.Kind == "deal" || d.Kind == "certificate") && d.Subject.StartsWith(beginning)
                )
                .ExecuteDeleteAsync(cancel);
        }
        if (deals.Count > 0)
        {
            db.Raise("signer-forgotten", null, deals.Select(d => $"deal:{d}"), now);
            await db.SaveChangesAsync(cancel);
        }
        if (own is not null)
            await own.CommitAsync(cancel);
        return found.Count;
    }
}
