using System.Text.Json;
using Alliance.Deals.Signing;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Talks;

/// <summary>
/// The receipt of a signature goes out once the log holds it, so that the checkpoint printed on it speaks of this very
/// signature.
/// </summary>
internal static class SendReceipt
{
    public static async Task HandleAsync(OutboxMessage message, IServiceProvider services, CancellationToken cancel)
    {
        if (
            JsonSerializer.Deserialize<LogGrown>(message.Payload, JsonColumn.Options)
                is not { Kind: VersionSigned.Kind } grown
            || grown.Statement.Deserialize<VersionSigned>(JsonColumn.Options) is not { } said
        )
            return;
        var db = services.GetRequiredService<AppDb>();
        var release = await db
            .Releases.Include(r => r.Signatures)
            .Include(r => r.Draft)
                .ThenInclude(d => d!.Parties)
            .AsSplitQuery()
            .FirstOrDefaultAsync(r => r.Hash == said.Hash && r.Number == said.Number, cancel);
        if (release?.Draft is not { } draft)
            return;
        var party = FixedDocument.Of(release).Parties.Find(p => (p.Organisation ?? p.Key) == said.Party)?.Key;
        if (
            draft.Parties.Find(p => p.Key == party) is not { } row
            || release.Signatures.Find(s => s.Party == party) is not { } signature
        )
            return;
        await services.GetRequiredService<TalkMails>().ReceiptAsync(draft, row, signature, release.Number, cancel);
        // Handled twice, it is sent once: the mail's key is taken.
        await db.SaveInTurnAsync(cancel);
    }
}
