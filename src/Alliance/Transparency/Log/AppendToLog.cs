using System.Data;
using System.Security.Cryptography;
using System.Text.Json;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Log;

/// <summary>
/// Appends the statement of an event, with the hashes of the subtrees that it completes and a signed checkpoint: all of it or
/// nothing, one append at a time whichever node handles the event.
/// </summary>
internal sealed class AppendToLog(AppDb db, LogKey key, TimeProvider time)
{
    // Any number will do, as long as it is the log's.
    private const long AdvisoryLock = 0x616c6c696c6f6721;

    public const string Tag = "log";

    private DateTime Now => time.GetUtcNow().UtcDateTime.InWholeSeconds();

    public static Task HandleAsync(OutboxMessage message, IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<AppendToLog>().RunAsync(message, cancel);

    public async Task RunAsync(OutboxMessage message, CancellationToken cancel)
    {
        using var payload = JsonDocument.Parse(message.Payload);
        var statement = payload.RootElement;
        if (statement.ValueKind != JsonValueKind.Object)
            throw new InvalidOperationException($"What {message.Kind} states is no object.");
        // On SQLite this waits for the one writer.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (db is PostgresDb)
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdvisoryLock})", cancel);
        if (await db.LogEntries.AnyAsync(e => e.EventId == message.Id, cancel))
            return;

        var last = await db.LogCheckpoints.AsNoTracking().OrderByDescending(c => c.Id).FirstOrDefaultAsync(cancel);
        var signer = Signer(last);
        var size = (await db.LogEntries.MaxAsync(e => (long?)e.Index, cancel) ?? -1) + 1;
        var edge = await LogTree.EdgeAsync(db, size, cancel);

        var salt = RandomNumberGenerator.GetHexString(2 * MerkleTree.HashLength, lowercase: true);
        var hash = LogEntry.HashOf(message.Kind, salt, statement);
        db.LogEntries.Add(
            new LogEntry
            {
                Index = size,
                Kind = message.Kind,
                Statement = CanonicalJson.Of(statement),
                Salt = salt,
                LeafHash = Convert.ToHexStringLower(hash),
                Deal = statement.TryGetProperty("deal", out var deal) ? deal.GetString() : null,
                Number = statement.TryGetProperty("number", out var number) ? number.GetInt32() : null,
                EventId = message.Id,
                RecordedAt = Now,
            }
        );
        var subtree = new MerkleTree.Subtree(0, size);
        // Each one that is complete makes, with its neighbour on the left, the next larger one complete.
        while ((subtree.Index & 1) == 1)
        {
            hash = MerkleTree.Node(edge[^1].Hash, hash);
            edge.RemoveAt(edge.Count - 1);
            subtree = new(subtree.Level + 1, subtree.Index >> 1);
            db.LogNodes.Add(
                new LogNode { Position = LogNode.PositionOf(subtree), Hash = Convert.ToHexStringLower(hash) }
            );
        }
        Sign(signer, size + 1, MerkleTree.Join([.. edge.Select(e => e.Hash), hash]));
        // The event's own tags went before anything was appended.
        db.Raise(LogGrown.Event, new LogGrown(message.Kind, statement), [Tag], time.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Goes on with a new key after the old one was lost: makes it, and signs the log as it is.</summary>
    /// <returns>The new public key; null where there is a key, or nothing to go on with.</returns>
    public async Task<VerifierKey?> RenewKeyAsync(CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (db is PostgresDb)
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdvisoryLock})", cancel);
        var last = await db.LogCheckpoints.AsNoTracking().OrderByDescending(c => c.Id).FirstOrDefaultAsync(cancel);
        if (last is null || key.Find() is not null)
            return null;
        var signer = key.Make();
        Sign(signer, last.Size, await LogTree.RootAsync(db, last.Size, cancel));
        db.Raise("log-renewed", null, [Tag], time.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return signer.Verifier;
    }

    private void Sign(LogSigner signer, long size, byte[] root) =>
        db.LogCheckpoints.Add(
            new LogCheckpoint
            {
                Size = size,
                Note = signer.Sign(new Checkpoint(signer.Verifier.Name, size, root).Text),
                Key = signer.Verifier.ToString(),
                SignedAt = Now,
            }
        );

    // A log that is under way never gets another key by itself: a node that lacks it would speak for another log.
    private LogSigner Signer(LogCheckpoint? last)
    {
        if (last is null)
            return key.Find() ?? key.Make();
        var signer =
            key.Find()
            ?? throw new InvalidOperationException(
                $"The log's key is missing: there is no {key.FileName}. Put it back, or read docs/operate.md, \"The log\"."
            );
        return signer.Verifier.ToString() == last.Key
            ? signer
            : throw new InvalidOperationException(
                $"{key.FileName} is not the key that signed the log so far ({last.Key}). Put that one back."
            );
    }
}
