using Alliance.Deals.Drafting;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Talks;

/// <summary>A party that no mail reaches at the address it has now.</summary>
/// <param name="Since">When the last mail to it was given up (UTC).</param>
public sealed record UnreachedParty(Draft Draft, DraftParty Party, DateTime Since)
{
    /// <summary>
    /// Those of some drafts, with their parties: a mail of the draft was given up, and since then none arrived there, and
    /// nobody opened it for the first time. Two queries at most.
    /// </summary>
    public static async Task<List<UnreachedParty>> FindAsync(
        AppDb db,
        IReadOnlyCollection<Draft> drafts,
        CancellationToken cancel = default
    )
    {
        var dead = await db
            .Mails.Where(m => m.GivenUpAt != null && m.Key.StartsWith(TalkMails.KeyOfDrafts))
            .Select(m => new
            {
                m.Key,
                m.To,
                At = m.GivenUpAt!.Value,
            })
            .ToListAsync(cancel);
        if (dead.Count == 0)
            return [];
        var byKey = drafts.ToDictionary(d => d.Key, StringComparer.Ordinal);
        var found = dead.Select(m => (Mail: m, Parts: m.Key.Split(':')))
            .Where(m => m.Parts.Length > 2 && byKey.ContainsKey(m.Parts[1]))
            .Select(m => (m.Mail, Draft: byKey[m.Parts[1]], Party: m.Parts[2]))
            .Select(m => (m.Mail, m.Draft, Party: m.Draft.Parties.Find(p => p.Key == m.Party)))
            .Where(m => m.Party?.ContactEmail == m.Mail.To && !(m.Party.SeenAt > m.Mail.At))
            .GroupBy(m => m.Party!)
            .Select(g => new UnreachedParty(g.First().Draft, g.Key, g.Max(m => m.Mail.At)))
            .ToList();
        if (found.Count == 0)
            return [];
        var addresses = found.Select(f => f.Party.ContactEmail!).Distinct().ToList();
        var reached = await db
            .Mails.Where(m => m.SentAt != null && addresses.Contains(m.To))
            .GroupBy(m => m.To)
            .Select(g => new { g.Key, At = g.Max(m => m.SentAt) })
            .ToDictionaryAsync(m => m.Key, m => m.At, cancel);
        return found.FindAll(f => !(reached.GetValueOrDefault(f.Party.ContactEmail!) > f.Since));
    }
}
