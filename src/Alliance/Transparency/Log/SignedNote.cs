using System.Buffers.Binary;

namespace Alliance.Transparency.Log;

/// <summary>A line under a note: who signed, by which key.</summary>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Signature);

/// <summary>A text with signatures under it (C2SP signed-note). Others may have signed too; theirs are not looked at.</summary>
/// <param name="Text">What was signed; it ends with a line break.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const string SignatureMark = "— ";
    private const int MostSignatures = 100;

    /// <summary>It says nothing about the signatures: <see cref="IsSignedBy"/> does.</summary>
    /// <returns>Null where it is none.</returns>
    public static SignedNote? Read(string note)
    {
        if (!note.EndsWith('\n') || note.Any(c => c < ' ' && c != '\n'))
            return null;
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || end + 2 == note.Length)
            return null;
        var (text, signatures) = (note[..(end + 1)], note[(end + 2)..^1].Split('\n'));
        if (signatures.Length > MostSignatures)
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
        return new(text, read);
    }

    /// <summary>Whether this key signed it, and all of its signatures here are right.</summary>
    public bool IsSignedBy(VerifierKey key)
    {
        var own = Signatures.Where(s => s.Name == key.Name && s.KeyId == key.Id).ToList();
        return own.Count > 0 && own.TrueForAll(s => key.Verifies(Text, s.Signature));
    }
}
