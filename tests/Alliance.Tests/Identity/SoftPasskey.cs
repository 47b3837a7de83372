using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alliance.Tests.Identity;

/// <summary>
/// A device that keeps one passkey (ES256), and answers as a browser does: WebAuthn Level 3, 5.1.8 and 6.5. It says yes to
/// everything.
/// </summary>
public sealed class SoftPasskey : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(16);
    private string site = "";
    private string user = "";
    private uint uses;

    /// <summary>Makes the passkey and adds it to the account of who is signed in.</summary>
    public async Task AddToAsync(HttpClient browser)
    {
        // As browsers do with what they post.
        browser.DefaultRequestHeaders.Add("Origin", Origin(browser));
        var html = await browser.GetStringAsync("/en/account");
        var options = Options(html, "passkey-add");
        site = (string)options["rp"]!["id"]!;
        user = (string)options["user"]!["id"]!;
        var client = Client("webauthn.create", options, browser);
        // CBOR by hand: {"fmt": "none", "attStmt": {}, "authData": …}
        var data = AuthenticatorData(0x45, [.. new byte[16], 0, 16, .. id, .. PublicKey()]);
        byte[] attestation =
        [
            0xA3,
            0x63,
            .. "fmt"u8,
            0x64,
            .. "none"u8,
            0x67,
            .. "attStmt"u8,
            0xA0,
            0x68,
            .. "authData"u8,
            0x58,
            (byte)data.Length,
            .. data,
        ];
        var credential = Credential(
            new()
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(client),
                ["attestationObject"] = Base64Url.EncodeToString(attestation),
                ["transports"] = new JsonArray(),
            }
        );
        using var added = await browser.SendAsync("/en/account", html, "passkey-add", ("credential", credential));
        Assert.NotNull(added.LeadsTo());
    }

    /// <summary>What the browser answers to a form of this name.</summary>
    /// <param name="verified">Whether a PIN or a finger was asked for.</param>
    public string Answer(HttpClient browser, string html, string form, bool verified = true)
    {
        var options = Options(html, form);
        var client = Client("webauthn.get", options, browser);
        var data = AuthenticatorData(verified ? (byte)0x05 : (byte)0x01, []);
        var signature = key.SignData(
            [.. data, .. SHA256.HashData(client)],
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
        return Credential(
            new()
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(client),
                ["authenticatorData"] = Base64Url.EncodeToString(data),
                ["signature"] = Base64Url.EncodeToString(signature),
                ["userHandle"] = user,
            }
        );
    }

    /// <summary>
    /// What the passkey signed, in words; fails where the signature of this proof isn't one of its key over it. It knows
    /// nothing of how the register checks.
    /// </summary>
    public static string Signed(string proof)
    {
        var parts = JsonNode.Parse(proof)!;
        byte[] Part(string name) => Base64Url.DecodeFromChars((string)parts[name]!);
        // COSE key of P-256 (RFC 9053, 7.1): x and y stand at the end, 32 bytes each behind two bytes.
        var cose = Part("publicKey");
        using var own = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new() { X = cose[^67..^35], Y = cose[^32..] },
            }
        );
        var client = Part("clientDataJSON");
        Assert.True(
            own.VerifyData(
                (byte[])[.. Part("authenticatorData"), .. SHA256.HashData(client)],
                Part("signature"),
                HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence
            )
        );
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars((string)JsonNode.Parse(client)!["challenge"]!));
    }

    public void Dispose() => key.Dispose();

    private static JsonNode Options(string html, string form) =>
        JsonNode.Parse(Forms.Named(html, form).GetAttribute("data-options")!)!;

    private static byte[] Client(string type, JsonNode options, HttpClient browser) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object>
            {
                ["type"] = type,
                ["challenge"] = (string)options["challenge"]!,
                ["origin"] = Origin(browser),
                ["crossOrigin"] = false,
            }
        );

    private static string Origin(HttpClient browser) => browser.BaseAddress!.GetLeftPart(UriPartial.Authority);

    private string Credential(JsonObject response) =>
        new JsonObject
        {
            ["id"] = Base64Url.EncodeToString(id),
            ["rawId"] = Base64Url.EncodeToString(id),
            ["type"] = "public-key",
            ["clientExtensionResults"] = new JsonObject(),
            ["response"] = response,
        }.ToJsonString();

    private byte[] AuthenticatorData(byte flags, byte[] credential)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, ++uses);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(site)), flags, .. counter, .. credential];
    }

    // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
    private byte[] PublicKey()
    {
        var point = key.ExportParameters(false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }
}
