using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alliance.Network;
using Alliance.Platform;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Alliance.Identity;

/// <summary>Has somebody who is signed in sign a statement by a passkey of the account.</summary>
public sealed class PasskeyProof(
    UserManager<Account> accounts,
    IPasskeyHandler<Account> passkeys,
    IDataProtectionProvider protection,
    IHttpContextAccessor http,
    TimeProvider time
)
{
    // Time to read the text once more, and to find the key.
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    // "+" is part of base64, and not of HTML here.
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly IDataProtector seal = protection.CreateProtector("Alliance.PasskeyProof");

    private HttpContext context => http.HttpContext!;

    /// <inheritdoc cref="AskForPasskey"/>
    public async Task<AskedPasskey?> AskAsync(string statement)
    {
        if (await AccountAsync() is not { } account || (await accounts.GetPasskeysAsync(account)).Count == 0)
            return null;
        var made = await passkeys.MakeRequestOptionsAsync(account, context);
        // The framework asks for random bytes to be signed. Here the statement is: what the passkey signs can then be
        // read by whoever has the answer, instead of being believed. A number used once keeps it from being prepared.
        var challenge = Encoding.UTF8.GetBytes(
            $"{statement} · {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}"
        );
        var options = JsonNode.Parse(made.RequestOptionsJson)!;
        var random = Base64Url.DecodeFromChars($"{options["challenge"]}");
        options["userVerification"] = "required";
        options["challenge"] = Base64Url.EncodeToString(challenge);
        // The state is the framework's own affair; should it ever look otherwise, nobody signs.
        var before = $"\"{Convert.ToBase64String(random)}\"";
        var state = JsonNode.Parse(made.AssertionState!)!.ToJsonString(Plain);
        if (state.Split(before).Length != 2)
            throw new InvalidOperationException("The framework keeps the challenge of a passkey in another way now.");
        state = state.Replace(before, $"\"{Convert.ToBase64String(challenge)}\"", StringComparison.Ordinal);
        var asked = new Asked(account.Id, statement, time.GetUtcNow(), state);
        return new AskedPasskey(options.ToJsonString(), seal.Protect(JsonSerializer.Serialize(asked)));
    }

    /// <inheritdoc cref="ConfirmByPasskey"/>
    public async Task<Outcome<PasskeySignature>> ConfirmAsync(string? credential, string? state, string statement)
    {
        if (
            Answer.Read(credential) is not { } answer
            || await AccountAsync() is not { } account
            || Opened(state) is not { } asked
            || asked.Account != account.Id
            || asked.Statement != statement
            || asked.At + Lasts < time.GetUtcNow()
        )
            return new Refusal("passkey-failed");
        var result = await passkeys.PerformAssertionAsync(
            new PasskeyAssertionContext
            {
                CredentialJson = answer.ToJson(),
                AssertionState = asked.State,
                HttpContext = context,
            }
        );
        // Not only that the key was there: a PIN or a finger said that it is the person's.
        if (!result.Succeeded || result.User.Id != account.Id || !answer.IsVerified)
            return new Refusal("passkey-failed");
        // The counter of uses, by which a copied key gives itself away.
        if (!(await accounts.AddOrUpdatePasskeyAsync(account, result.Passkey)).Succeeded)
            return new Refusal("passkey-failed");
        var proof = new JsonObject
        {
            ["publicKey"] = Base64Url.EncodeToString(result.Passkey.PublicKey),
            ["authenticatorData"] = answer.AuthenticatorData,
            ["clientDataJSON"] = answer.ClientData,
            ["signature"] = answer.Signature,
        };
        return new PasskeySignature(account.Id, proof.ToJsonString());
    }

    private Asked? Opened(string? state)
    {
        try
        {
            return string.IsNullOrEmpty(state) ? null : JsonSerializer.Deserialize<Asked>(seal.Unprotect(state));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private async Task<Account?> AccountAsync() =>
        http.HttpContext is { User: { } user } ? await accounts.GetUserAsync(user) : null;

    private sealed record Asked(long Account, string Statement, DateTimeOffset At, string State);

    /// <summary>
    /// The parts of the browser's answer that count, read once and strictly: what is checked is then what is kept, whatever else
    /// somebody writes beside it.
    /// </summary>
    private sealed record Answer(string Id, string ClientData, string AuthenticatorData, string Signature, string? User)
    {
        // Keys answer with one or two thousand characters.
        private const int Longest = 6000;

        // WebAuthn Level 3, 6.1: 32 bytes name the site, and then come the flags, of which the third is UV.
        public bool IsVerified => (Base64Url.DecodeFromChars(AuthenticatorData)[32] & 0x04) != 0;

        public static Answer? Read(string? credential)
        {
            if (credential is not { Length: > 0 and <= Longest })
                return null;
            try
            {
                using var json = JsonDocument.Parse(credential);
                var response = json.RootElement.GetProperty("response");
                string Part(JsonElement of, string name) =>
                    // Decoded and written anew: there are several ways to write the same bytes.
                    Base64Url.EncodeToString(Base64Url.DecodeFromChars(of.GetProperty(name).GetString()));
                var data = Part(response, "authenticatorData");
                return Base64Url.DecodeFromChars(data).Length < 37
                    ? null
                    : new Answer(
                        Part(json.RootElement, "id"),
                        Part(response, "clientDataJSON"),
                        data,
                        Part(response, "signature"),
                        response.TryGetProperty("userHandle", out var user) && user.ValueKind == JsonValueKind.String
                            ? Part(response, "userHandle")
                            : null
                    );
            }
            catch (Exception wrong)
                when (wrong is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
            {
                return null;
            }
        }

        public string ToJson() =>
            new JsonObject
            {
                ["id"] = Id,
                ["rawId"] = Id,
                ["type"] = "public-key",
                ["clientExtensionResults"] = new JsonObject(),
                ["response"] = new JsonObject
                {
                    ["clientDataJSON"] = ClientData,
                    ["authenticatorData"] = AuthenticatorData,
                    ["signature"] = Signature,
                    ["userHandle"] = User,
                },
            }.ToJsonString();
    }
}
