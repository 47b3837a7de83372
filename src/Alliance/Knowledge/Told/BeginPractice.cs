using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Told;

/// <summary>What a new practice begins with: nothing is stored until somebody has read it and saves.</summary>
/// <param name="Fields">The fields of its form.</param>
/// <param name="Origin">What it is made of (<see cref="Practice.Origin"/>).</param>
/// <param name="Said">What whoever writes it is told, in the reader's language.</param>
public sealed record PracticeBeginning(IReadOnlyDictionary<string, string> Fields, string Origin, string Said);

/// <summary>
/// A place for the rooms that build on practices: a new one begins with what they know. Each answers for what is its own, and for whoever may read it
/// there; else with null.
/// </summary>
/// <param name="actor">Who writes it.</param>
/// <param name="from">As the room calls it: <c>sprint:espoo-in-spring</c>.</param>
/// <param name="city">The number of the city that tells it.</param>
/// <param name="reader">In whose language.</param>
/// <param name="cancel">Ends it.</param>
public delegate Task<PracticeBeginning?> BeginPractice(
    Actor actor,
    string from,
    long city,
    Reader reader,
    CancellationToken cancel
);
