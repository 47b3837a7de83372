using System.Globalization;
using Alliance.Deals;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Drafting;

/// <summary>Who signs gets a receipt whose checkpoint speaks of the very signature, the first one of a log as well.</summary>
public sealed class ReceiptTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_checkpoint_on_a_receipt_covers_the_signature(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        await story.SendAsync();
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();
        await story.SignByCodeAsync(Story.Firm, "p2", "Faye Firm");
        await app.SettleAsync();

        var entry = await app.WithDbAsync(db => db.LogEntries.SingleAsync(e => e.Kind == VersionSigned.Kind, Cancel));
        var receipts = await app.WithDbAsync(db => db.Mails.CountAsync(m => m.Key.Contains(":receipt:"), Cancel));
        Assert.Equal(1, receipts);
        var mail = (await app.MailAsync(Story.Firm)).TextBody!.ReplaceLineEndings("\n");
        var hash = await app.WithDbAsync(db => db.Releases.Select(r => r.Hash).SingleAsync(Cancel));
        Assert.Contains(hash, mail, StringComparison.Ordinal);
        var note = await app.Client.GetStringAsync("/api/v1/log/checkpoint", Cancel);
        Assert.Contains(note.Trim(), mail, StringComparison.Ordinal);
        Assert.True(entry.Index < long.Parse(note.Split('\n')[1], CultureInfo.InvariantCulture));
    }
}
