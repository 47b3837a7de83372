using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Alliance.Transparency.Log;

/// <summary>
/// The private key of a log. Its file holds one line, <c>PRIVATE+KEY+name+id+key</c>, in the form that other tools for
/// signed notes use too.
/// </summary>
internal sealed class LogSigner
{
    private const string Prefix = "PRIVATE+KEY+";
    private readonly byte[] seed;

    private LogSigner(string name, byte[] seed)
    {
        this.seed = seed;
        var key = new byte[VerifierKey.KeyLength];
        Ed25519.GeneratePublicKey(seed, 0, key, 0);
        Verifier = new VerifierKey(name, key);
    }

    public VerifierKey Verifier { get; }

    public static LogSigner New(string name) => new(name, RandomNumberGenerator.GetBytes(VerifierKey.KeyLength));

    public static bool TryParse(string text, [NotNullWhen(true)] out LogSigner? read)
    {
        read = null;
        var line = text.TrimEnd('\r', '\n');
        if (
            !line.StartsWith(Prefix, StringComparison.Ordinal)
            || line[Prefix.Length..].Split('+', 3) is not [var name, _, var encoded]
            || !VerifierKey.IsName(name)
            || !Base64.TryRead(encoded, out var bytes)
            || bytes is not [VerifierKey.Ed25519Key, .. { Length: VerifierKey.KeyLength } seed]
        )
            return false;
        var parsed = new LogSigner(name, seed);
        // The id belongs to name and key: a file that was edited by hand signs nothing.
        if (parsed.Line == line)
            read = parsed;
        return read is not null;
    }

    /// <summary>A signed note (C2SP): the text, a blank line, and a line with name, id and signature.</summary>
    public string Sign(string text)
    {
        var (message, signature) = (Encoding.UTF8.GetBytes(text), new byte[VerifierKey.SignatureLength]);
        Ed25519.Sign(seed, 0, message, 0, message.Length, signature, 0);
        var id = new byte[VerifierKey.IdLength];
        BinaryPrimitives.WriteUInt32BigEndian(id, Verifier.Id);
        return $"{text}\n— {Verifier.Name} {Convert.ToBase64String([.. id, .. signature])}\n";
    }

    /// <summary>What stands in the file. A secret: nothing shows it.</summary>
    public string Line =>
        $"{Prefix}{Verifier.Name}+{Verifier.Id:x8}+{Convert.ToBase64String([VerifierKey.Ed25519Key, .. seed])}";
}
