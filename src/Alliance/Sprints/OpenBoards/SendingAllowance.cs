using Alliance.Platform.Web;

namespace Alliance.Sprints.OpenBoards;

/// <summary>
/// How many suggestions one network address sends: so many at once, for a class or a workshop behind one line, and then one a minute. Beside the limit for
/// everything that is written, because each of these gives a person work.
/// </summary>
public sealed class SendingAllowance(TimeProvider time) : NetworkAllowance(time);

/// <summary>The same for mails that ask whether an address is somebody's own: whose address is typed is not known.</summary>
public sealed class FollowingAllowance(TimeProvider time) : NetworkAllowance(time);
