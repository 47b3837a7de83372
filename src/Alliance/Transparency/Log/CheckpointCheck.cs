namespace Alliance.Transparency.Log;

/// <summary>Checks what a log commits itself to: its key, its checkpoint, and one that a reader kept from earlier.</summary>
internal static class CheckpointCheck
{
    /// <param name="found">Where to tell.</param>
    /// <param name="key">The key that the log names.</param>
    /// <param name="expected">The key that the reader knows; null where there is none.</param>
    public static VerifierKey? Key(Findings found, string key, string? expected)
    {
        if (!VerifierKey.TryParse(key.TrimEnd('\n'), out var parsed))
        {
            found.Wrong("key", "it is no public key of a log, or its id does not belong to it.");
            return null;
        }
        found.Add(
            "key",
            expected is null || expected.Trim() == parsed.ToString(),
            expected is null ? $"{parsed}; nobody else vouches for it." : $"{parsed}, as you said.",
            $"{parsed} is not the key that you gave."
        );
        return parsed;
    }

    /// <returns>What it says, also where the signature is wrong; null where it says nothing.</returns>
    public static Checkpoint? Present(Findings found, string note, VerifierKey? key)
    {
        if (Checkpoint.Read(note) is not { } signed)
        {
            found.Wrong("checkpoint", "it is no signed checkpoint.");
            return null;
        }
        found.Add(
            "checkpoint",
            key is not null && signed.IsSignedBy(key),
            $"{signed.Checkpoint.Size} entries, signed by {signed.Checkpoint.Origin}.",
            key is null ? "without a key its signature cannot be checked." : "its signature is not by this key."
        );
        return signed.Checkpoint;
    }

    /// <summary>Reads a file that may have been through a mail or an editor.</summary>
    public static SignedCheckpoint? Loose(string note) =>
        Checkpoint.Read(note.ReplaceLineEndings("\n").TrimEnd('\n', ' ') + "\n");

    /// <summary>The checkpoint that the reader kept.</summary>
    public static Checkpoint? Kept(Findings found, string note, VerifierKey? key)
    {
        if (Loose(note) is not { } signed)
        {
            found.Wrong("kept checkpoint", "it is no signed checkpoint.");
            return null;
        }
        if (
            !found.Add(
                "kept checkpoint",
                key is not null && signed.IsSignedBy(key),
                $"{signed.Checkpoint.Size} entries, signed by the same log.",
                $"it is not signed by this key (it is of {signed.Checkpoint.Origin})."
            )
        )
            return null;
        return signed.Checkpoint;
    }
}
