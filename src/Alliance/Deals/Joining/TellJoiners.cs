using System.Text.Json;
using Alliance.Deals.Documents;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Joining;

/// <summary>
/// Who was accepted is told once the log holds all that joined with the same version: the checkpoint in the mails covers
/// them, and an association gets one mail for its members.
/// </summary>
internal static class TellJoiners
{
    public static async Task HandleAsync(OutboxMessage message, IServiceProvider services, CancellationToken cancel)
    {
        if (
            JsonSerializer.Deserialize<LogGrown>(message.Payload, JsonColumn.Options)
                is not { Kind: DealJoined.Kind } grown
            || grown.Statement.Deserialize<DealJoined>(JsonColumn.Options) is not { } said
        )
            return;
        var db = services.GetRequiredService<AppDb>();
        var joined = await JoinedAsync(db, said, cancel);
        var logged = await services.GetRequiredService<FindLogged>()(DealJoined.Kind, said.Deal, said.Number, cancel);
        if (joined.Count == 0 || logged.Count < joined.Count)
            return;
        var requests = await db
            .JoinRequests.Include(r => r.Deal)
                .ThenInclude(d => d!.City)
            .Where(r => r.Deal!.Identifier == said.Deal && joined.Contains(r.PartyNumber!.Value))
            .OrderBy(r => r.Id)
            .ToListAsync(cancel);
        if (requests is not [{ Deal: { } deal }, ..])
            return;
        await services
            .GetRequiredService<JoinMails>()
            .AcceptedAsync(deal, requests, logged[^1].Checkpoint.Trim(), cancel);
        // Handled twice, they are sent once: the mails' keys are taken.
        await db.SaveInTurnAsync(cancel);
    }

    // The numbers of those who are in this version and were not in the one before: 3 for j3.
    private static async Task<List<int>> JoinedAsync(AppDb db, DealJoined said, CancellationToken cancel)
    {
        var contents = await db
            .DealVersions.Where(v => v.Deal!.Identifier == said.Deal && v.Number <= said.Number)
            .OrderByDescending(v => v.Number)
            .Take(2)
            .Select(v => v.Content)
            .ToListAsync(cancel);
        var joiners = contents.ConvertAll(c =>
            JsonSerializer
                .Deserialize<DealDocument>(c, JsonColumn.Options)!
                .Parties.FindAll(JoinerParty.IsJoiner)
                .ConvertAll(p => JoinerParty.NumberOf(p.Key))
        );
        return joiners is [var now, var before] ? [.. now.Except(before)] : [];
    }
}
