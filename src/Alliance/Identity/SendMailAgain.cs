using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>Tries mails again that were given up, as if they were new: at once, and then after the same gaps.</summary>
public sealed class SendMailAgain(AppDb db, TimeProvider time)
{
    /// <param name="by">An administrator.</param>
    /// <param name="id">The mail; null for all of them.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// How many. Refused with <c>not-allowed</c>, <c>mail-not-kept</c> (on its way already, or its text is gone).
    /// </returns>
    public async Task<Outcome<int>> RunAsync(Actor by, long? id, CancellationToken cancel = default)
    {
        if (!PeopleRights.MaySeeMails(by))
            return new Refusal("not-allowed");
        var now = time.GetUtcNow().UtcDateTime;
        // In one statement: whoever presses twice, or beside somebody else, sends nothing twice.
        var count = await db
            .Mails.Where(m => m.GivenUpAt != null && m.Text != "" && (id == null || m.Id == id))
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(m => m.DueAt, now)
                        .SetProperty(m => m.Attempts, 0)
                        .SetProperty(m => m.GivenUpAt, (DateTime?)null),
                cancel
            );
        if (count == 0)
            return new Refusal("mail-not-kept");
        return count;
    }
}
