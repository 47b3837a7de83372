using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Exchange;

/// <param name="Identifier">The sprint's.</param>
/// <param name="City">The number of its host city.</param>
public sealed record SprintWithGuests(string Identifier, LocalText Title, long City);

/// <summary>
/// A place for the room that plans sprints, and that this one does not know: the sprints whose guests this person may bring together.
/// </summary>
public delegate Task<IReadOnlyList<SprintWithGuests>> FindSprintsWithGuests(Actor actor, CancellationToken cancel);

/// <summary>How a sprint that everybody may see is called; null where there is none of that name.</summary>
public delegate Task<LocalText?> NameSprint(string identifier, CancellationToken cancel);

/// <summary>Somebody who has a place at a sprint.</summary>
/// <param name="Email">In small letters.</param>
public sealed record GuestOfSprint(string Email, Language Language);

/// <summary>
/// Who has a place at a sprint, in the order in which they registered; null where this person does not host it: visitors are told that nobody but the hosts
/// sees their addresses.
/// </summary>
public delegate Task<IReadOnlyList<GuestOfSprint>?> FindGuestsOfSprint(
    Actor actor,
    string identifier,
    CancellationToken cancel
);
