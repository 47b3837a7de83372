using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Deals.Joining;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Killed;

/// <summary>A database with deals that lack one signature each.</summary>
internal sealed class Prepared : IAsyncDisposable
{
    private readonly TestApp app;
    private Making making = null!;

    private Prepared(TestApp app) => this.app = app;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public string Folder => app.Database.Folder;

    /// <summary>Signs the city's manager in, once.</summary>
    public string ManagerToken { get; private set; } = "";

    /// <summary>For the command line.</summary>
    public string? Db => app.Database.Db;

    public static async Task<Prepared> BeginAsync(DatabaseKind on)
    {
        var prepared = new Prepared(await RealRegister.StartAsync(on));
        await prepared.FillAsync();
        return prepared;
    }

    private async Task FillAsync()
    {
        // The servers that are killed live in the present.
        app.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        ManagerToken = await app.InviteAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        await app.StopWorkAsync();
        making = await Making.OfAsync(app);
    }

    /// <summary>A deal signed by the city, with a code ready for its partner: the draft's key, and the partner's token.</summary>
    public async Task<(string Key, string Token)> SigningAsync(string title)
    {
        var key = await making.DraftAsync(title, $"Partner of {title} (example)");
        var release = await making.ReleaseAsync(key);
        await making.SignAsync(key, release, "p1");
        await making.CodeAsync(release);
        var token = await making.LinkAsync(key);
        await app.WithDbAsync(db => db.Mails.ExecuteDeleteAsync(Cancel));
        return (key, token);
    }

    /// <summary>A deal in force: where it is, and the requests to join it that wait for the city.</summary>
    public async Task<(string Slug, List<JoinRequest> Requests)> JoinableAsync(int requests)
    {
        var key = await making.DraftAsync("Example deal to join", "Partner of many (example)");
        await app.WithDbAsync(async db =>
        {
            var draft = await db.Drafts.SingleAsync(d => d.Key == key, Cancel);
            draft.Content = draft.Content with { OpenToJoin = OpenToJoin.Yes };
            await db.SaveChangesAsync(Cancel);
        });
        await making.ConcludeAsync(key);
        return await app.WithDbAsync(async db =>
        {
            await db.Mails.ExecuteDeleteAsync(Cancel);
            var deal = await db.Drafts.Where(d => d.Key == key).Select(d => d.Deal!).SingleAsync(Cancel);
            var now = app.Time.GetUtcNow().UtcDateTime;
            var waiting = Enumerable
                .Range(1, requests)
                .Select(i => new JoinRequest
                {
                    DealId = deal.Id,
                    Submission = $"form-of-{i}",
                    Kind = JoinerKind.Organisation,
                    Name = $"Joiner {i} (example)",
                    OrganisationKind = OrganisationKind.Company,
                    ShowName = true,
                    Promise = new JoinPromise(new LocalText("en", "We help.")),
                    ContactName = "Joyce Joiner",
                    ContactEmail = $"joiner-{i}@example.org",
                    ContactLanguage = "en",
                    State = JoinState.Waiting,
                    At = now,
                    ConfirmedAt = now,
                })
                .ToList();
            db.JoinRequests.AddRange(waiting);
            await db.SaveChangesAsync(Cancel);
            return (deal.Slug, waiting);
        });
    }

    public Task AssertConcludedOnceAsync(string key) =>
        AssertAsync(async db =>
        {
            var draft = await db.Drafts.Include(d => d.Deal).SingleAsync(d => d.Key == key, Cancel);
            Assert.Equal(DraftStage.Concluded, draft.Stage);
            var version = Assert.Single(
                await db
                    .DealVersions.Include(v => v.Signatures)
                    .Where(v => v.DealId == draft.DealId)
                    .ToListAsync(Cancel)
            );
            Assert.Equal(["p1", "p2"], version.Signatures.Select(s => s.Party).Order(StringComparer.Ordinal));
            var deal = $"\"{draft.Deal!.Identifier}\"";
            foreach (
                var (kind, times) in ((string, int)[])
                    [(VersionReleased.Kind, 1), (VersionSigned.Kind, 2), (DealInForce.Kind, 1)]
            )
                Assert.Equal(
                    times,
                    await db.Outbox.CountAsync(m => m.Kind == kind && m.Payload.Contains(deal), Cancel)
                );
        });

    /// <summary>What a node had taken that is dead now is at once another's.</summary>
    public Task EndLeasesAsync()
    {
        var past = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1);
        return app.WithDbAsync(async db =>
        {
            await db
                .Mails.Where(m => m.DueAt != null)
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.DueAt, past), Cancel);
            await db
                .Outbox.Where(m => m.LeasedUntil != null)
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.LeasedUntil, past), Cancel);
        });
    }

    public async Task AssertSoonAsync(Func<AppDb, Task<bool>> holds)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await app.WithDbAsync(holds))
                return;
            await Task.Delay(100, Cancel);
        }
        Assert.Fail("It did not come about within a minute.");
    }

    public Task AssertAsync(Func<AppDb, Task> assert) => app.WithDbAsync(assert);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
