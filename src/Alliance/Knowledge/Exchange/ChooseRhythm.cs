using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>How often somebody wants to be mailed what happened in a space.</summary>
public sealed class ChooseRhythm(AppDb db, DigestLinks links, TimeProvider time)
{
    /// <param name="actor">Who is in the space.</param>
    /// <param name="slug">The space.</param>
    /// <param name="rhythm">A code of <see cref="DigestRhythm"/>.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Refused with <c>space-not-found</c>, <c>not-allowed</c> (a coordinator who is not among the members), <c>unknown-choice</c>.</returns>
    public async Task<Outcome<SpaceMember>> RunAsync(
        Actor actor,
        string slug,
        string rhythm,
        CancellationToken cancel = default
    )
    {
        if (await SpaceAccess.OpenAsync(db, actor, slug, cancel) is not { } access)
            return new Refusal("space-not-found");
        if (access.Member is not { } member)
            return new Refusal("not-allowed");
        if (!Code.TryParse<DigestRhythm>(rhythm, out var read))
            return new Refusal("unknown-choice");
        // Who wanted no mails is not told afterwards what happened meanwhile.
        if (member.Rhythm == DigestRhythm.None)
            member.DigestedAt = time.GetUtcNow().InWholeSeconds().UtcDateTime;
        member.Rhythm = read;
        await db.SaveChangesAsync(cancel);
        return member;
    }

    /// <summary>By the link in a mail: no more of them. Again is no mistake. Refused with <c>link-not-valid</c>.</summary>
    public async Task<Outcome<SpaceMember>> EndAsync(string token, CancellationToken cancel = default)
    {
        if (await FindAsync(token, cancel) is not { } member)
            return new Refusal("link-not-valid");
        member.Rhythm = DigestRhythm.None;
        await db.SaveChangesAsync(cancel);
        return member;
    }

    /// <summary>Whose link it is, with the space; null where it opens nothing.</summary>
    public async Task<SpaceMember?> FindAsync(string token, CancellationToken cancel = default) =>
        links.Read(token) is { } id
            ? await db
                .SpaceMembers.Include(m => m.Space)
                .SingleOrDefaultAsync(m => m.Id == id && m.Until == null, cancel)
            : null;
}
