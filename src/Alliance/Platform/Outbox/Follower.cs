namespace Alliance.Platform.Outbox;

/// <summary>
/// Something that a room keeps in memory of the database on every node, and brings up to date when it hears of a change:
/// before the cached pages with the same tags go, so that no page is built anew from what was. It hears <c>*</c> when
/// anything may have changed, also when a node begins to listen.
/// </summary>
/// <param name="FollowAsync">
/// Told the tags of one message (<c>deal:ma-11</c>, <c>deals</c>). It must not fail for good: what it could not read is
/// read by the next who asks.
/// </param>
public sealed record Follower(Func<IReadOnlyCollection<string>, CancellationToken, Task> FollowAsync);
