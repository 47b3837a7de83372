using System.Diagnostics;
using System.Text.Json;
using Alliance.Bench.Load;
using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Deals.Drafting;
using Alliance.Deals.Signing;
using Alliance.Identity;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Bench.Monitoring;

/// <summary>
/// Deals that wait for their signatures, and somebody who signs them, one after the other, while something else goes on. The last signature of each
/// concludes it.
/// </summary>
internal sealed class Signing(IServiceProvider services)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Queue<(string Draft, long City, string Hash, string Party)> wanted = new();

    /// <summary>Made from deals that are there: other parties have signed the same.</summary>
    public async Task PrepareAsync(int deals)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var manager = new Account
        {
            UserName = "signing@bench.example",
            Email = "signing@bench.example",
            CreatedAt = now,
        };
        db.Add(manager);
        await db.SaveChangesAsync();
        var some = await db
            .DealVersions.Where(v => v.Deal!.State != null && v.Deal.Parties.Count(p => p.OrganisationId != null) > 1)
            .OrderBy(v => v.Id)
            .Select(v => new { v.Content, v.Deal!.CityId })
            .Take(deals)
            .ToListAsync();
        foreach (var (number, version) in some.Index())
        {
            var id = $"signed-{number}";
            var before = JsonSerializer.Deserialize<DealDocument>(version.Content, JsonColumn.Options)!;
            var content = VersionDocument.ContentOf(before with { Id = id, Slug = id });
            var draft = new Draft
            {
                Key = $"bench{number:0000000}",
                CityId = version.CityId,
                StageSince = now,
                Submission = id,
                CreatedAt = now,
                ChangedAt = now,
                ManagerAccountId = manager.Id,
                Identifier = id,
                Content = new DraftContent
                {
                    Instrument = before.Instrument,
                    Language = "en",
                    Parties =
                    [
                        .. before.Parties.Select(p => new PartyDraft(
                            p.Key,
                            p.Role,
                            p.Organisation ?? p.Key,
                            OrganisationKind.Sme,
                            p.Organisation
                        )),
                    ],
                },
            };
            draft.MoveTo(DraftStage.Signing, now);
            var release = new Release
            {
                Draft = draft,
                Number = 1,
                Content = content,
                Hash = VersionDocument.HashOf(content),
                At = now,
                ReleasedAt = now,
            };
            db.Add(release);
            foreach (var party in before.Parties.Where(p => SignDeal.IsNeeded(p.Role)))
                wanted.Enqueue((draft.Key, version.CityId, release.Hash, party.Key));
        }
        await db.SaveChangesAsync();
    }

    /// <summary>How long each signature took, until that is to end or all have signed; in milliseconds, the shortest first.</summary>
    public async Task<List<double>> RunAsync(CancellationToken end)
    {
        var times = new List<double>();
        while (!end.IsCancellationRequested && wanted.TryDequeue(out var next))
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            var draft = await db
                .Drafts.Where(d => d.Key == next.Draft)
                .Select(d => d.Id)
                .SingleAsync(CancellationToken.None);
            var actor = new Actor(null, null, [new ActorMembership(MembershipRole.DealManager, next.City, null)]);
            var scan = new Attachment
            {
                DraftId = draft,
                Name = "scan.pdf",
                MediaType = "application/pdf",
                Content = [.. "%PDF-1.7"u8],
                Hash = new string('0', 64),
                At = TimeProvider.System.GetUtcNow().UtcDateTime,
                IsScan = true,
            };
            var watch = Stopwatch.StartNew();
            var signed = await scope
                .ServiceProvider.GetRequiredService<SignDeal>()
                .SignAsync(
                    new Door(actor, next.Draft),
                    new SignedText(next.Party, next.Hash, SigningWay.Ink, "Bench Signer", Scan: scan),
                    CancellationToken.None
                );
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (signed.Refusal is { } refused)
                throw new WrongAnswerException($"Signing {next.Draft}: {refused.Code}");
            await Task.Delay(Pause, CancellationToken.None);
        }
        // The first ones compile the statements.
        return [.. times.Skip(5).Order()];
    }
}
