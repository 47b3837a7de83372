using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>Makes a job due before its time; the nodes take it as they would have later.</summary>
public sealed class RunJobNow(AppDb db, TimeProvider time)
{
    /// <returns>Its name. Refused with <c>not-allowed</c>, <c>job-not-waiting</c> (it runs just now, or is none).</returns>
    public async Task<Outcome<string>> RunAsync(Actor by, string name, CancellationToken cancel = default)
    {
        if (!PeopleRights.MaySeeJobs(by))
            return new Refusal("not-allowed");
        var now = time.GetUtcNow().UtcDateTime;
        // A run that is under way says itself when the next one is due.
        var due = await db
            .Jobs.Where(j => j.Name == name && (j.LeasedUntil == null || j.LeasedUntil <= now))
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.NextAt, now), cancel);
        if (due == 0)
            return new Refusal("job-not-waiting");
        return name;
    }
}
