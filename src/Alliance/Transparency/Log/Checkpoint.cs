using System.Globalization;
using System.Text.RegularExpressions;

namespace Alliance.Transparency.Log;

/// <summary>
/// What a log commits itself to: its name, how many entries it has, and the root of the tree over them (C2SP tlog-checkpoint).
/// </summary>
public sealed partial record Checkpoint(string Origin, long Size, byte[] Root)
{
    // What every reader's numbers hold, those of JavaScript too.
    private const long LargestSize = (1L << 53) - 1;

    /// <summary>What is signed.</summary>
    public string Text =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>Reads a signed note. It says nothing about the signature: <see cref="SignedCheckpoint.IsSignedBy"/> does.</summary>
    /// <returns>Null where it is none.</returns>
    public static SignedCheckpoint? Read(string note)
    {
        if (SignedNote.Read(note) is not { } signed)
            return null;
        // Further lines are allowed, and say nothing to us.
        if (
            signed.Text[..^1].Split('\n') is not [{ Length: > 0 } origin, var size, var root, .. var more]
            || more.Contains("")
            || !WholeNumber().IsMatch(size)
            || !Base64.TryRead(root, out var hash)
            || hash.Length != MerkleTree.HashLength
        )
            return null;
        var entries = long.Parse(size, CultureInfo.InvariantCulture);
        if (entries > LargestSize)
            return null;
        return new(new Checkpoint(origin, entries, hash), signed);
    }

    [GeneratedRegex("^(0|[1-9][0-9]{0,15})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WholeNumber();
}

/// <summary>A checkpoint with what stands under it.</summary>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, SignedNote Note)
{
    /// <summary>Whether the log of this key says so, and all of its signatures here are right.</summary>
    public bool IsSignedBy(VerifierKey key) => Checkpoint.Origin == key.Name && Note.IsSignedBy(key);
}
