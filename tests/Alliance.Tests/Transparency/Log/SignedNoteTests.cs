using System.Text.RegularExpressions;
using Alliance.Tests.Testing;
using Alliance.Transparency.Log;
using CsCheck;

namespace Alliance.Tests.Transparency.Log;

public sealed partial class SignedNoteTests
{
    // The example in the documentation of Go's golang.org/x/mod/sumdb/note, which made the form.
    private const string GoSigner = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private const string GoKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string GoText =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string GoSignature =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    [Fact]
    public void A_note_is_signed_as_other_programs_sign_it()
    {
        Assert.True(LogSigner.TryParse(GoSigner, out var signer));
        Assert.Equal(GoKey, signer.Verifier.ToString());
        Assert.Equal($"{GoText}\n{GoSignature}", signer.Sign(GoText));
        Assert.Equal(GoSigner, signer.Line);
    }

    [Fact]
    public async Task The_example_of_the_format_is_right()
    {
        var format = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "docs", "format.md"),
            TestContext.Current.CancellationToken
        );
        var example = Example().Match(format);
        var note = example.Groups["note"].Value.Replace("\n    ", "\n", StringComparison.Ordinal)[4..];
        Assert.True(VerifierKey.TryParse(example.Groups["key"].Value, out var key));
        var signed = Checkpoint.Read(note)!;
        Assert.Equal(("deals.city.example/log", 42), (signed.Checkpoint.Origin, signed.Checkpoint.Size));
        Assert.True(signed.IsSignedBy(key));
    }

    [Fact]
    public void What_is_signed_is_read_and_verified()
    {
        var signer = LogSigner.New("deals.city.example/log");
        var note = signer.Sign(new Checkpoint(signer.Verifier.Name, 7, MerkleTree.Empty).Text);
        var signed = Checkpoint.Read(note)!;
        Assert.Equal((7, signer.Verifier.Name), (signed.Checkpoint.Size, signed.Checkpoint.Origin));
        Assert.Equal(MerkleTree.Empty, signed.Checkpoint.Root);
        Assert.True(VerifierKey.TryParse(signer.Verifier.ToString(), out var key));
        Assert.True(signed.IsSignedBy(key));
        // A witness beside us changes nothing.
        var witness = LogSigner.New("witness.example").Sign(signed.Note.Text)[(signed.Note.Text.Length + 1)..];
        Assert.True(Checkpoint.Read(note + witness)!.IsSignedBy(key));
        Assert.False(Checkpoint.Read(signed.Note.Text + "\n" + witness)!.IsSignedBy(key));
        // Nor does a log of the same name with another key speak for us.
        Assert.False(Checkpoint.Read(LogSigner.New(key.Name).Sign(signed.Note.Text))!.IsSignedBy(key));
        // Ours signed something of another name.
        Assert.False(
            Checkpoint.Read(signer.Sign(new Checkpoint("another/log", 7, MerkleTree.Empty).Text))!.IsSignedBy(key)
        );
    }

    [Fact]
    public void No_bit_of_a_note_or_key_can_be_changed()
    {
        var signer = LogSigner.New("deals.city.example/log");
        var note = signer.Sign(new Checkpoint(signer.Verifier.Name, 1234567, MerkleTree.Empty).Text);
        Gen.Select(Gen.Int[0, note.Length - 1], Gen.Int[0, 6])
            .Sample(
                (at, bit) => Assert.False(Checkpoint.Read(Flipped(note, at, bit))?.IsSignedBy(signer.Verifier) ?? false)
            );
        var key = signer.Verifier.ToString();
        Gen.Select(Gen.Int[0, key.Length - 1], Gen.Int[0, 6])
            .Sample((at, bit) => Assert.False(VerifierKey.TryParse(Flipped(key, at, bit), out _)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("log\n1\n{root}\n")]
    [InlineData("log\n1\n{root}\n\n")]
    [InlineData("log\n1\n{root}\n\nlog AAAAAAA=\n")]
    [InlineData("log\n1\n{root}\n\n— log AAAA\n")]
    [InlineData("log\n1\n{root}\n\n— log AAAAAAA= x\n")]
    [InlineData("log\n01\n{root}\n\n— log AAAAAAA=\n")]
    [InlineData("log\n-1\n{root}\n\n— log AAAAAAA=\n")]
    [InlineData("log\n9007199254740993\n{root}\n\n— log AAAAAAA=\n")]
    [InlineData("log\n1\nAAAA\n\n— log AAAAAAA=\n")]
    [InlineData("\n1\n{root}\n\n— log AAAAAAA=\n")]
    [InlineData("log\r\n1\n{root}\n\n— log AAAAAAA=\n")]
    [InlineData("log\n1\n{root}\n\n— log AAAAAAA=")]
    public void What_is_no_checkpoint_is_read_as_none(string note) =>
        Assert.Null(
            Checkpoint.Read(note.Replace("{root}", Convert.ToBase64String(MerkleTree.Empty), StringComparison.Ordinal))
        );

    private static string Flipped(string text, int at, int bit) =>
        string.Concat(text.AsSpan(0, at), ((char)(text[at] ^ (1 << bit))).ToString(), text.AsSpan(at + 1));

    [GeneratedRegex(
        @"signed-note\* by Ed25519:\n\n(?<note>(    [^\n]*\n)+\n    — [^\n]*\n).*?That of this example:\n\n    (?<key>\S+)\n",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Example();
}
