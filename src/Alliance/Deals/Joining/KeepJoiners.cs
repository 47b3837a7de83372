using Alliance.Deals.Documents;
using Alliance.Deals.Drafting;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Joining;

/// <summary>
/// Who joined while a deal was being changed is put into the changed text before it is fixed, so that nobody who joined
/// gets lost.
/// </summary>
internal static class KeepJoiners
{
    /// <summary>The draft's text with those of the deal's joiners that it never had; the same text where there are none.</summary>
    public static async Task<DraftContent> WithAsync(AppDb db, Draft draft, DealDocument last, CancellationToken cancel)
    {
        var content = draft.Content;
        var came = last.Parties.FindAll(p => JoinerParty.IsJoiner(p) && content.Party(p.Key) is null);
        if (came.Count == 0)
            return content;
        var revisions = await db
            .DraftRevisions.Where(r => r.DraftId == draft.Id)
            .Select(r => r.Content)
            .ToListAsync(cancel);
        // Who once stood there was taken out on purpose.
        came.RemoveAll(p => revisions.Exists(r => r.Party(p.Key) is not null));
        if (came.Count == 0)
            return content;
        var known = await PartsOfDeal.OrganisationsAsync(db, came, cancel);
        foreach (var party in came.Where(p => p.Organisation is not null))
            draft.Parties.Add(new DraftParty { Key = party.Key, OrganisationId = known[party.Organisation!].Id });
        var keys = came.Select(p => p.Key).Concat(content.Parties.Select(p => p.Key)).ToHashSet(StringComparer.Ordinal);
        return content with
        {
            Parties = [.. content.Parties, .. came.Select(p => PartsOfDeal.Party(p, known))],
            Promises =
            [
                .. content.Promises,
                .. (last.Commitments ?? [])
                    .Where(c => came.Exists(p => p.Key == c.By) && content.Promise(c.Key) is null)
                    .Select(c => PartsOfDeal.Promise(c, keys)),
            ],
        };
    }
}
