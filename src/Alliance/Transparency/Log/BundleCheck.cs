using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Alliance.Transparency.Log;

/// <summary>
/// Checks a file that shows what the log says of one version (<see cref="ProofBundle"/>), from the document to the signed
/// checkpoint, without asking anybody. <c>tools/verify.mjs</c> makes the same checks, in the same order, by other code.
/// </summary>
internal static class BundleCheck
{
    /// <param name="found">Where to tell.</param>
    /// <param name="file">The file.</param>
    /// <param name="kept">A checkpoint that the reader kept, as it stands in its file.</param>
    /// <param name="key">The public key that the reader knows.</param>
    public static void Run(Findings found, ReadOnlySpan<byte> file, string? kept, string? key)
    {
        if (BundleShape.Strict(file) is not { } json || !BundleShape.Is(json))
        {
            found.Wrong("file", $"it is no proof of the form {ProofBundle.FormatName}.");
            return;
        }
        found.Add("file", true, "it has the form of a proof.", "");
        var verifier = CheckpointCheck.Key(found, Text(json, "key"), key);
        var checkpoint = CheckpointCheck.Present(found, Text(json, "checkpoint"), verifier);
        Content(found, json);
        foreach (var entry in json.GetProperty("entries").EnumerateArray())
            Entry(found, json, entry, checkpoint);
        Entries(found, json);
        if (kept is not null)
            Earlier(found, json, CheckpointCheck.Kept(found, kept, verifier), checkpoint);
    }

    private static void Content(Findings found, JsonElement json)
    {
        var content = Encoding.UTF8.GetBytes(Text(json, "content"));
        var document = BundleShape.Strict(content);
        found.Add(
            "content",
            Convert.ToHexStringLower(SHA256.HashData(content)) == Text(json, "hash"),
            $"its SHA-256 is {Text(json, "hash")}.",
            "its SHA-256 is another than the hash of the version: it was changed."
        );
        found.Add(
            "content deal",
            document is { ValueKind: JsonValueKind.Object } deal && Says(deal, "id", Text(json, "deal")),
            $"it is deal {Text(json, "deal")}.",
            "it is no document of this deal."
        );
    }

    private static void Entry(Findings found, JsonElement json, JsonElement entry, Checkpoint? checkpoint)
    {
        var (name, statement) = ($"entry {entry.GetProperty("index").GetRawText()}", entry.GetProperty("statement"));
        found.Add(
            $"{name} statement",
            Says(statement, "deal", Text(json, "deal"))
                && statement.TryGetProperty("number", out var number)
                && number.ValueKind == JsonValueKind.Number
                && number.GetRawText() == json.GetProperty("number").GetRawText()
                && Says(statement, "hash", Text(json, "hash")),
            $"{Text(entry, "kind")}, of this version and hash.",
            $"{Text(entry, "kind")} is about another deal, version or hash."
        );
        found.Add(
            $"{name} inclusion",
            checkpoint is not null
                && MerkleTree.Includes(
                    checkpoint.Root,
                    checkpoint.Size,
                    entry.GetProperty("index").GetInt64(),
                    LogEntry.HashOf(Text(entry, "kind"), Text(entry, "salt"), statement),
                    Hashes(entry)
                ),
            "it is in the log of the checkpoint.",
            checkpoint is null
                ? "without a checkpoint it cannot be checked."
                : "it is not in the log of the checkpoint."
        );
    }

    private static void Entries(Findings found, JsonElement json)
    {
        var entries = json.GetProperty("entries").EnumerateArray().ToList();
        var indexes = entries.ConvertAll(e => e.GetProperty("index").GetInt64());
        found.Add(
            "entries",
            indexes.Zip(indexes.Skip(1)).All(pair => pair.First < pair.Second)
                && entries.Exists(e => LoggedKinds.IsBeginning(Text(e, "kind"))),
            $"{entries.Count} in the order of the log, the version's beginning among them.",
            "they are not in the order of the log, or the one with which the version began is missing."
        );
    }

    private static void Earlier(Findings found, JsonElement json, Checkpoint? kept, Checkpoint? checkpoint)
    {
        if (kept is null || checkpoint is null)
            return;
        const string what = "consistency";
        var changed = $"the log was changed: its first {kept.Size} entries are not those of the checkpoint you kept.";
        if (kept.Size > checkpoint.Size)
            found.Wrong(what, $"the log has {checkpoint.Size} entries, {kept.Size} in the checkpoint you kept.");
        else if (kept.Size == checkpoint.Size || kept.Size == 0)
            found.Add(
                what,
                MerkleTree.Continues(kept.Size, kept.Root, checkpoint.Size, checkpoint.Root, []),
                "the checkpoint says the same as the one you kept.",
                changed
            );
        else if (
            !json.TryGetProperty("consistency", out var proof)
            || proof.GetProperty("from").GetInt64() != kept.Size
        )
            found.Wrong(
                what,
                $"the file does not show that the log goes on from {kept.Size} entries; get it again with ?since={kept.Size}."
            );
        else
            found.Add(
                what,
                MerkleTree.Continues(kept.Size, kept.Root, checkpoint.Size, checkpoint.Root, Hashes(proof)),
                "the log goes on from the checkpoint you kept.",
                changed
            );
    }

    private static bool Says(JsonElement json, string field, string text) =>
        json.TryGetProperty(field, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() == text;

    private static string Text(JsonElement json, string field) => json.GetProperty(field).GetString()!;

    private static List<byte[]> Hashes(JsonElement holder) =>
        [.. holder.GetProperty("proof").EnumerateArray().Select(h => Convert.FromHexString(h.GetString()!))];
}
