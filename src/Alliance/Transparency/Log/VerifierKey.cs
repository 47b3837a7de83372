using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Alliance.Transparency.Log;

/// <summary>
/// The public key of a log, as C2SP's signed-note writes it: <c>name+id+key</c>, the id in hex, the key in Base64 after a
/// byte that says Ed25519.
/// </summary>
public sealed record VerifierKey
{
    internal const byte Ed25519Key = 1;
    internal const int IdLength = 4;
    internal const int KeyLength = 32;
    internal const int SignatureLength = 64;

    private readonly byte[] key;

    internal VerifierKey(string name, byte[] key)
    {
        (Name, this.key) = (name, key);
        Id = BinaryPrimitives.ReadUInt32BigEndian(
            SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519Key, .. key])
        );
    }

    /// <summary>The log's name, its checkpoints' first line.</summary>
    public string Name { get; }

    /// <summary>Tells keys of the same name apart.</summary>
    public uint Id { get; }

    /// <summary>A name stands in lines and between plus signs.</summary>
    public static bool IsName([NotNullWhen(true)] string? text) =>
        !string.IsNullOrEmpty(text)
        && text.Length <= 200
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');

    public static bool TryParse(string text, [NotNullWhen(true)] out VerifierKey? read)
    {
        read = null;
        // The key itself may hold plus signs.
        if (
            text.Split('+', 3) is not [var name, var id, var encoded]
            || !IsName(name)
            || !Base64.TryRead(encoded, out var bytes)
            || bytes is not [Ed25519Key, .. { Length: KeyLength } key]
        )
            return false;
        var parsed = new VerifierKey(name, key);
        if (id == parsed.IdInHex)
            read = parsed;
        return read is not null;
    }

    public bool Verifies(string text, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength)
            return false;
        var message = Encoding.UTF8.GetBytes(text);
        return Ed25519.Verify(signature.ToArray(), 0, key, 0, message, 0, message.Length);
    }

    public bool Equals(VerifierKey? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => (int)Id;

    public override string ToString() => $"{Name}+{IdInHex}+{Convert.ToBase64String([Ed25519Key, .. key])}";

    private string IdInHex => Id.ToString("x8", CultureInfo.InvariantCulture);
}

internal static class Base64
{
    /// <summary>Only what would be written again in the same way: one text for one value.</summary>
    public static bool TryRead(string text, out byte[] bytes)
    {
        try
        {
            bytes = Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            bytes = [];
            return false;
        }
        return Convert.ToBase64String(bytes) == text;
    }
}
