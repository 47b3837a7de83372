namespace Alliance.Network;

/// <summary>
/// What a room keeps about persons beside their accounts. Each room that does registers one; the room Identity, which knows none
/// of them, asks them all when somebody wants to see everything, or deletes the account.
/// </summary>
public interface IKeepPersons
{
    /// <summary>The room's name in the file of somebody's data: <c>deals</c>.</summary>
    string Room { get; }

    /// <summary>Everything that is kept here about this person.</summary>
    Task<object> TellAsync(Person person, CancellationToken cancel);

    /// <summary>
    /// Erases the person. Called within the transaction that deletes the account, so that neither goes without the other, and
    /// no name has to wait in a queue until it is forgotten.
    /// </summary>
    Task ForgetAsync(Person person, CancellationToken cancel);
}
