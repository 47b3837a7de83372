using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Alliance.Transparency.Log;

/// <summary>
/// Reads the whole log of an Alliance and checks it: every leaf from its statement, the tree from the leaves, the checkpoint
/// from the tree, the documents from the hashes that were released. Nothing of the tree is taken from the server.
/// </summary>
internal sealed class SiteCheck(LogReader site, Findings found, Action<string, long, long> progress)
{
    private readonly VersionsCheck versions = new(site, found);

    public async Task RunAsync(string? kept, string? expectedKey, CancellationToken cancel)
    {
        if (
            await TextAsync("log/key", cancel) is not { } key
            || await TextAsync("log/checkpoint", cancel) is not { } note
        )
        {
            found.Wrong(
                "checkpoint",
                kept is null ? "this log is empty, or there is none." : "there is no log any more."
            );
            return;
        }
        var verifier = CheckpointCheck.Key(found, key, expectedKey);
        if (CheckpointCheck.Present(found, note, verifier) is not { } checkpoint)
            return;
        var earlier = kept is null ? null : CheckpointCheck.Kept(found, kept, verifier);
        var (tree, then) = (new GrowingTree(), earlier?.Size == 0 ? MerkleTree.Empty : null);
        await foreach (var leaf in LeavesAsync(checkpoint.Size, cancel))
        {
            tree.Add(leaf);
            if (tree.Size == earlier?.Size)
                then = tree.Root;
        }
        found.Add(
            "entries",
            tree.Size == checkpoint.Size && tree.Root.AsSpan().SequenceEqual(checkpoint.Root),
            $"{tree.Size} entries make the tree of the checkpoint.",
            $"{tree.Size} entries do not make the tree of the checkpoint."
        );
        if (earlier is not null)
            Consistency(earlier, checkpoint, then);
        await versions.RunAsync(progress, cancel);
    }

    private void Consistency(Checkpoint earlier, Checkpoint present, byte[]? then)
    {
        if (earlier.Size > present.Size)
            found.Wrong(
                "consistency",
                $"the log has {present.Size} entries, {earlier.Size} in the checkpoint you kept."
            );
        else
            found.Add(
                "consistency",
                then is not null && then.AsSpan().SequenceEqual(earlier.Root),
                "the log goes on from the checkpoint you kept.",
                $"the log was changed: its first {earlier.Size} entries are not those of the checkpoint you kept."
            );
    }

    /// <summary>The hashes of the leaves in their order, up to the first that is not as it should be.</summary>
    private async IAsyncEnumerable<byte[]> LeavesAsync(long size, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var next = 0L; next < size; )
        {
            var answer = await site.FindAsync(
                string.Create(CultureInfo.InvariantCulture, $"log/entries?from={next}&limit=1000"),
                cancel
            );
            if (answer is null || BundleShape.Strict(answer) is not { } page || !TryItems(page, out var items))
            {
                found.Wrong($"entry {next}", "it cannot be read.");
                yield break;
            }
            foreach (var entry in items)
            {
                if (next == size)
                    break;
                if (LeafOf(entry, next) is not { } leaf)
                    yield break;
                yield return leaf;
                next++;
                progress("Reading the log", next, size);
            }
            if (items.Count == 0)
            {
                found.Wrong($"entry {next}", "it is missing.");
                yield break;
            }
        }
    }

    private byte[]? LeafOf(JsonElement entry, long index)
    {
        var name = $"entry {index}";
        if (
            !entry.TryGetProperty("index", out var at)
            || !at.TryGetInt64(out var said)
            || Text(entry, "kind") is not { } kind
            || Text(entry, "leaf") is not { Length: 2 * MerkleTree.HashLength } leaf
            || !leaf.All(char.IsAsciiHexDigitLower)
        )
        {
            found.Wrong(name, "it is no entry of a log.");
            return null;
        }
        if (said != index)
        {
            found.Wrong(name, "it is missing.");
            return null;
        }
        // An erased one keeps its leaf, and says nothing any more.
        if (!entry.TryGetProperty("statement", out var statement))
            return Convert.FromHexString(leaf);
        var own = LogEntry.HashOf(kind, Text(entry, "salt") ?? "", statement);
        if (Convert.ToHexStringLower(own) != leaf)
            found.Wrong($"{name} leaf", $"{kind} says something else than its leaf: it was changed.");
        versions.Remember(name, kind, statement);
        return own;
    }

    private async Task<string?> TextAsync(string path, CancellationToken cancel) =>
        await site.FindAsync(path, cancel) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    public static bool TryItems(JsonElement page, out List<JsonElement> items)
    {
        items = [];
        if (
            page.ValueKind != JsonValueKind.Object
            || !page.TryGetProperty("items", out var list)
            || list.ValueKind != JsonValueKind.Array
        )
            return false;
        items = [.. list.EnumerateArray()];
        return items.TrueForAll(i => i.ValueKind == JsonValueKind.Object);
    }

    internal static string? Text(JsonElement json, string field) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(field, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
