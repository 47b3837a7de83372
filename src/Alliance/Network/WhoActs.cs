using Alliance.Platform.Texts;

namespace Alliance.Network;

/// <summary>
/// The person behind this request, for rooms that know no accounts. The room Identity fills it in; it reads once in a
/// request.
/// </summary>
public delegate ValueTask<Actor> WhoActs(CancellationToken cancel = default);

/// <summary>What others need to know of somebody who acts, to show a name or to write a mail.</summary>
public sealed record Person(long AccountId, string Name, string Email, Language Language);

/// <summary>
/// The persons behind these accounts: one query. Who deleted the account is missing from the answer; the order says nothing.
/// </summary>
public delegate Task<IReadOnlyList<Person>> FindPeople(
    IReadOnlyCollection<long> accounts,
    CancellationToken cancel = default
);

/// <summary>
/// The person who has an account with this address; null where nobody has. Whoever asks by a form must never learn which: the answer is for a mail
/// to that address alone.
/// </summary>
public delegate Task<Person?> FindPersonByEmail(string email, CancellationToken cancel = default);

/// <summary>The same for several addresses at once (1 query); who has none is missing.</summary>
public delegate Task<IReadOnlyList<Person>> FindPeopleByEmail(
    IReadOnlyCollection<string> emails,
    CancellationToken cancel = default
);
