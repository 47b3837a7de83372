using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Signing;

/// <summary>A name beside a signature, for who may erase it.</summary>
/// <param name="Party">The organisation's name, or the group's.</param>
public sealed record NamedSigner(long Signature, string Party, string Name);

/// <summary>
/// The city erases somebody who signed without an account, by a link or in ink: at that person's wish, from a draft or from the
/// whole deal. Who has an account erases it by deleting that (<see cref="PersonsInDeals"/>).
/// </summary>
public sealed class EraseSigner(AppDb db, TimeProvider time)
{
    /// <returns>
    /// Beside how many signatures the name stood. Refused with <c>signer-not-found</c>, <c>not-allowed</c>.
    /// </returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, long signature, CancellationToken cancel = default)
    {
        var named = await db
            .Signatures.Where(s => s.Id == signature && s.SignerName != null)
            .Select(s => new
            {
                Name = s.SignerName!,
                s.Party,
                s.Release!.DraftId,
                s.Release.Draft!.DealId,
                s.Release.Draft.CityId,
            })
            .SingleOrDefaultAsync(cancel);
        if (named is null)
            return new Refusal("signer-not-found");
        if (!DealRights.MayManage(actor, named.CityId))
            return new Refusal("not-allowed");
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // In every version, also one that was taken back: nobody asks for each of them.
        var all = Of(db, named.DraftId, named.DealId).Where(s => s.SignerName == named.Name && s.Party == named.Party);
        var count = await all.CountAsync(cancel);
        var drafts = db.Drafts.Where(d => d.Id == named.DraftId || (named.DealId != null && d.DealId == named.DealId));
        var contacts = db.DraftParties.Where(p =>
            p.Key == named.Party && p.ContactName == named.Name && drafts.Any(d => d.Id == p.DraftId)
        );
        // Mails that were sent are kept for a while, with their address.
        var addresses = await contacts.Select(p => p.ContactEmail).ToListAsync(cancel);
        await db.Mails.Where(m => m.DueAt == null && addresses.Contains(m.To)).ExecuteDeleteAsync(cancel);
        await ForgetContacts.RunAsync(db, contacts, cancel);
        await ForgetSigners.RunAsync(db, all, time.GetUtcNow(), cancel);
        await transaction.CommitAsync(cancel);
        return count;
    }

    /// <summary>The names beside the signatures of a draft, and of the deal it became or changes; each once: one query.</summary>
    public static async Task<List<NamedSigner>> NamesAsync(
        AppDb db,
        long? draft,
        long? deal,
        CancellationToken cancel = default
    )
    {
        var rows = await Of(db, draft, deal)
            .Where(s => s.SignerName != null)
            .OrderBy(s => s.Id)
            .Select(s => new
            {
                s.Id,
                s.Party,
                s.SignerName,
                s.Release!.Draft!.Content,
            })
            .ToListAsync(cancel);
        return
        [
            .. rows.DistinctBy(r => (r.Party, r.SignerName))
                .Select(r => new NamedSigner(r.Id, r.Content.Party(r.Party)?.Name ?? r.Party, r.SignerName!)),
        ];
    }

    /// <summary>What a form says of a signature; none has the number 0.</summary>
    public static long Named(string? typed) =>
        long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static IQueryable<Signature> Of(AppDb db, long? draft, long? deal) =>
        db.Signatures.Where(s => s.Release!.DraftId == draft || (deal != null && s.Release.Draft!.DealId == deal));
}
