using Alliance.Platform;

namespace Alliance.Network;

/// <summary>
/// What the browser needs to have a statement signed by a passkey of the account that is signed in; null if it has none. For
/// rooms that do not know accounts; Identity fills it in.
/// </summary>
/// <param name="statement">What is signed, as one line. The challenge begins with it (UTF-8), and ends with a number used once.</param>
public delegate Task<AskedPasskey?> AskForPasskey(string statement);

/// <param name="Options">For the browser, as JSON (WebAuthn Level 3, 5.5: PublicKeyCredentialRequestOptionsJSON).</param>
/// <param name="State">What the server asked, sealed; it comes back with the answer.</param>
public sealed record AskedPasskey(string Options, string State);

/// <summary>Takes what a passkey signed.</summary>
/// <param name="credential">What the browser answered (WebAuthn Level 3, 5.1.8: AuthenticationResponseJSON).</param>
/// <param name="state">See <see cref="AskedPasskey.State"/>.</param>
/// <param name="statement">The same as when it was asked for.</param>
/// <returns>Refused with <c>passkey-failed</c>.</returns>
public delegate Task<Outcome<PasskeySignature>> ConfirmByPasskey(string? credential, string? state, string statement);

/// <summary>A statement signed by a passkey, so that it can be checked without the account and its passkeys.</summary>
/// <param name="Account">Whose passkey.</param>
/// <param name="Proof">
/// JSON: <c>publicKey</c> (COSE, RFC 9052), <c>authenticatorData</c>, <c>clientDataJSON</c> and <c>signature</c>, each in
/// base64url. The signature covers <c>authenticatorData</c> and the SHA-256 of <c>clientDataJSON</c>, in which
/// <c>challenge</c> is the statement (WebAuthn Level 3, 7.2 step 21).
/// </param>
public sealed record PasskeySignature(long Account, string Proof);
