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

    // Keys answer with one or two thousand characters.
    private const int LongestCredential = 6000;

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
            credential is not { Length: > 0 and <= LongestCredential }
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
                CredentialJson = credential,
                AssertionState = asked.State,
                HttpContext = context,
            }
        );
        if (!result.Succeeded || result.User.Id != account.Id)
            return new Refusal("passkey-failed");
        // The counter of uses, by which a copied key gives itself away.
        await accounts.AddOrUpdatePasskeyAsync(account, result.Passkey);
        var response = JsonNode.Parse(credential)!["response"]!;
        var proof = new JsonObject
        {
            ["publicKey"] = Base64Url.EncodeToString(result.Passkey.PublicKey),
            ["authenticatorData"] = $"{response["authenticatorData"]}",
            ["clientDataJSON"] = $"{response["clientDataJSON"]}",
            ["signature"] = $"{response["signature"]}",
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
}
