using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Alliance.Transparency.Log;

/// <summary>
/// What a log commits itself to: its name, how many entries it has, and the root of the tree over them (C2SP tlog-checkpoint).
/// </summary>
public sealed partial record Checkpoint(string Origin, long Size, byte[] Root)
{
    private const string SignatureMark = "— ";
    private const int MostSignatures = 100;

    // What every reader's numbers hold, those of JavaScript too.
    private const long LargestSize = (1L << 53) - 1;

    /// <summary>What is signed.</summary>
    public string Text =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>Reads a signed note. It says nothing about the signature: <see cref="SignedCheckpoint.IsSignedBy"/> does.</summary>
    /// <returns>Null where it is none.</returns>
    public static SignedCheckpoint? Read(string note)
    {
        if (!note.EndsWith('\n') || note.Any(c => c < ' ' && c != '\n'))
            return null;
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || end + 2 == note.Length)
            return null;
        var (text, signatures) = (note[..(end + 1)], note[(end + 2)..^1].Split('\n'));
        // Further lines are allowed, and say nothing to us.
        if (
            text[..^1].Split('\n') is not [{ Length: > 0 } origin, var size, var root, .. var more]
            || more.Contains("")
            || signatures.Length > MostSignatures
            || !WholeNumber().IsMatch(size)
            || !Base64.TryRead(root, out var hash)
            || hash.Length != MerkleTree.HashLength
        )
            return null;
        var entries = long.Parse(size, CultureInfo.InvariantCulture);
        if (entries > LargestSize)
            return null;
        var read = new List<NoteSignature>();
        foreach (var line in signatures)
            if (
                line.StartsWith(SignatureMark, StringComparison.Ordinal)
                && line[SignatureMark.Length..].Split(' ') is [{ Length: > 0 } name, var encoded]
                && Base64.TryRead(encoded, out var bytes)
                && bytes.Length > VerifierKey.IdLength
            )
                read.Add(new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[VerifierKey.IdLength..]));
            else
                return null;
        return new(new Checkpoint(origin, entries, hash), text, read);
    }

    [GeneratedRegex("^(0|[1-9][0-9]{0,15})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WholeNumber();
}

/// <summary>A line under a note: who signed, by which key.</summary>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Signature);

/// <summary>A checkpoint with what stands under it. Others may have signed too; theirs are not looked at.</summary>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>Whether the log of this key says so, and all of its signatures here are right.</summary>
    public bool IsSignedBy(VerifierKey key)
    {
        var own = Signatures.Where(s => s.Name == key.Name && s.KeyId == key.Id).ToList();
        return Checkpoint.Origin == key.Name && own.Count > 0 && own.TrueForAll(s => key.Verifies(Text, s.Signature));
    }
}
