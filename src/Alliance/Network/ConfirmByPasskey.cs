using Alliance.Platform;

namespace Alliance.Network;

/// <summary>
/// Has somebody who is signed in prove, now, to hold a passkey of the account. For rooms that do not know accounts;
/// Identity fills it in.
/// </summary>
/// <param name="credential">What the browser answered (WebAuthn Level 3, 5.1.8: AuthenticationResponseJSON).</param>
/// <returns>The account. Refused with <c>passkey-failed</c>.</returns>
public delegate Task<Outcome<long>> ConfirmByPasskey(string? credential);

/// <summary>What the browser needs to ask for a passkey of the account that is signed in, as JSON; null if it has none.</summary>
public delegate Task<string?> AskForPasskey();
