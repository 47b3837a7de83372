using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Alliance.Deals.Documents;
using Alliance.Deals.Existing;
using Alliance.Deals.Joining;
using Alliance.Deals.Signing;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Documents;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Deals.Joining;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Deals;

/// <summary>
/// What was agreed stays, byte by byte; who the people were can be forgotten, by themselves with their account, by the city
/// for those without one, and by time.
/// </summary>
public sealed class ForgettingTests
{
    private const string Name = "Quirina Unverwechselbar";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// Nowhere: no column of no table is left out, of search and of the log neither. Two things leave later, as the page about
    /// privacy says: the text of a mail to somebody else until it is sent, hence the wait; and copies that left the database
    /// (sent mails, backups).
    /// </summary>
    [Theory, EachDatabase]
    public async Task A_deleted_account_leaves_the_person_nowhere_in_the_database(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var named = await story.ManagerBrowser.SendAsync("/en/account", "profile", ("name", Name));
        await Forms.LeadsToAsync(named, "/en/account");
        await story.DraftAsync();
        await story.SendAsync();
        await story.NegotiateAsync();
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();
        await story.SignByCodeAsync(Story.Firm, "p2", "Faye Firm");
        using var ink = await story.SignByInkAsync("p5", "Sona Social", "%PDF-1.7 example"u8.ToArray());
        await story.SignForCityAsync(Name);
        var slug = (await story.SlugAsync())!;
        await LeaveTracesAsync(story, slug);
        await app.ChangedAsync();
        await app.UntilAsync(db => db.Mails.AllAsync(m => m.SentAt != null, Cancel), TimeSpan.FromSeconds(1));
        var address = "/en/deals/" + slug;
        Assert.Contains(Name, await app.Client.GetStringAsync(address, Cancel), StringComparison.Ordinal);
        var version = await VersionAsync(story, slug);

        // All of it is told to the person first.
        using var data = JsonDocument.Parse(await story.ManagerBrowser.GetStringAsync("/en/account/data.json", Cancel));
        var told = data.RootElement.GetProperty("elsewhere").GetProperty("deals");
        Assert.Equal(Name, told.GetProperty("signatures")[0].GetProperty("name").GetString());
        Assert.Equal("Trees for Example Street", told.GetProperty("drafts")[0].GetProperty("deal").GetString());
        Assert.Equal(Story.Manager, told.GetProperty("contact")[0].GetProperty("email").GetString());
        Assert.Equal(2, told.GetProperty("joining").GetArrayLength());
        Assert.Equal(2, told.GetProperty("confirmations").GetArrayLength());
        Assert.NotEqual(0, told.GetProperty("changes").GetArrayLength());
        // The search sees what there is to see.
        var before = await FindAsync(app, on, Name, Story.Manager);
        foreach (
            var column in (string[])
                [
                    "accounts.name",
                    "accounts.email",
                    "signatures.signer_name",
                    "draft_parties.contact_name",
                    "draft_parties.contact_email",
                    "join_requests.contact_email",
                    "confirmations.email",
                    "confirmations.remark",
                    "mandates.contact",
                    "mails.to_address",
                    "mails.reply_to",
                ]
        )
            Assert.Contains(column, before);

        using var deleted = await story.ManagerBrowser.SendAsync("/en/account", "delete", ("sure", "yes"));
        await Forms.LeadsToAsync(deleted, "/en");
        await app.SettleAsync();

        Assert.Empty(await FindAsync(app, on, Name, Story.Manager));
        foreach (var page in (string[])[address, address + "/print"])
            Assert.DoesNotContain(Name, await app.Client.GetStringAsync(page, Cancel), StringComparison.Ordinal);
        // What was agreed stays, and so do the others.
        Assert.Equal(version, await VersionAsync(story, slug));
        Assert.Contains("Faye Firm", await app.Client.GetStringAsync(address, Cancel), StringComparison.Ordinal);
        Assert.Equal(3, await story.DbAsync(db => db.Signatures.CountAsync(Cancel)));
        Assert.Equal(1, await story.DbAsync(db => db.JoinRequests.CountAsync(Cancel)));
    }

    /// <summary>Who signs by a link, and has an account for something else, is the same person: the code went to that address.</summary>
    [Theory, EachDatabase]
    public async Task Who_signed_by_a_code_is_forgotten_with_the_account_of_its_address(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludeAsync();
        await app.UntilAsync(db => db.Mails.AllAsync(m => m.SentAt != null, Cancel), TimeSpan.FromSeconds(1));
        using var firm = await app.SignedInAsync(Story.Firm, MembershipRole.Observer, "umea");
        using var deleted = await firm.SendAsync("/en/account", "delete", ("sure", "yes"));
        await Forms.LeadsToAsync(deleted, "/en");
        await app.SettleAsync();

        Assert.Empty(await FindAsync(app, on, "Faye Firm", Story.Firm));
        Assert.NotEmpty(await FindAsync(app, on, "Sona Social"));
    }

    [Theory, EachDatabase]
    public async Task Who_signed_without_an_account_is_erased_by_the_city_and_nobody_else_is(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludeAsync();
        var slug = (await story.SlugAsync())!;
        await app.ChangedAsync();
        await app.UntilAsync(db => db.Mails.AllAsync(m => m.SentAt != null, Cancel), TimeSpan.FromSeconds(1));
        var version = await VersionAsync(story, slug);
        var page = $"/en/deals/{slug}/manage";
        var html = await story.ManagerBrowser.ReadAsync(page);
        Assert.Contains("Sona Social · Example Care (example)", html, StringComparison.Ordinal);
        var signature = await story.DbAsync(db =>
            db.Signatures.Where(s => s.Way == SigningWay.Ink).Select(s => s.Id).SingleAsync(Cancel)
        );

        using var erased = await story.ManagerBrowser.SendAsync(page, "erase-signer", ("signature", $"{signature}"));
        await Forms.LeadsToAsync(erased, page);
        await app.SettleAsync();

        Assert.Empty(await FindAsync(app, on, "Sona Social", Story.Social));
        Assert.Equal(0, await story.DbAsync(db => db.Attachments.CountAsync(Cancel)));
        var shown = await app.Client.ReadAsync("/en/deals/" + slug);
        foreach (var said in (string[])["Example Care (example)", "signed on paper", "Faye Firm"])
            Assert.Contains(said, shown, StringComparison.Ordinal);
        Assert.Equal(version, await VersionAsync(story, slug));
        using var again = await story.ManagerBrowser.SendAsync(page, "erase-signer", ("signature", $"{signature}"));
        Assert.Contains(
            "erased already",
            Forms.Complaints(await again.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
    }

    /// <summary>Also when the machine fails in the middle: the signature keeps its scan until both are gone.</summary>
    [Theory, EachDatabase]
    public async Task Whoever_signed_what_came_to_nothing_is_forgotten_in_time(DatabaseKind on)
    {
        var machine = new FailingOnce();
        using var story = await Story.BeginAsync(on, s => s.AddSingleton<IInterceptor>(machine));
        await using var app = story.App;
        await story.DraftAsync();
        await story.SendAsync();
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();
        using var ink = await story.SignByInkAsync("p5", "Sona Social", "%PDF-1.7 example"u8.ToArray());
        await story.SignByCodeAsync(Story.Firm, "p2", "Faye Firm");
        using var ended = await story.ManagerBrowser.SendAsync(story.Draft, "end", ("reason", "partner-left"));
        await Forms.LeadsToAsync(ended, story.Draft);

        for (var day = 0; day < 92; day += 4)
            app.Time.Advance(TimeSpan.FromDays(4));

        await app.UntilAsync(
            db => db.Signatures.AllAsync(s => s.SignerName == null && s.ScanId == null, Cancel),
            TimeSpan.FromMinutes(1)
        );
        Assert.True(machine.Failed);
        Assert.Equal(2, await story.DbAsync(db => db.Signatures.CountAsync(Cancel)));
        Assert.Equal(0, await story.DbAsync(db => db.Attachments.CountAsync(Cancel)));
    }

    /// <summary>Fails the first time that a scan is to go.</summary>
    private sealed class FailingOnce : CommandCounter
    {
        public bool Failed { get; private set; }

        public override void Sent(DbCommand command)
        {
            var sql = command.CommandText.Replace("\"", "", StringComparison.Ordinal);
            if (Failed || !sql.StartsWith("DELETE FROM attachments", StringComparison.Ordinal))
                return;
            Failed = true;
            throw new IOException("The machine is off.");
        }
    }

    // Where the person stands beside the draft itself: as somebody joining, as a member told of its mandate, in kept papers.
    private static Task LeaveTracesAsync(Story story, string slug) =>
        story.App.WithDbAsync(async db =>
        {
            var now = story.App.Time.GetUtcNow().UtcDateTime;
            var deal = await db.Deals.SingleAsync(d => d.Slug == slug, Cancel);
            // As somebody else may have typed it.
            var typed = Story.Manager.Replace("city", "City", StringComparison.Ordinal);
            foreach (var state in (JoinState[])[JoinState.Accepted, JoinState.Refused])
                db.JoinRequests.Add(
                    new JoinRequest
                    {
                        DealId = deal.Id,
                        Submission = $"{state}",
                        Kind = JoinerKind.Resident,
                        ShowName = false,
                        Promise = new JoinPromise(new LocalText("en", "I do.")),
                        ContactName = Name,
                        ContactEmail = typed,
                        ContactLanguage = "en",
                        State = state,
                        At = now,
                        KeepUntil = now.AddYears(1),
                    }
                );
            foreach (var answer in (ConfirmationAnswer?[])[null, ConfirmationAnswer.Wrong])
                db.Confirmations.Add(
                    new Confirmation
                    {
                        DealId = deal.Id,
                        Submission = $"asked {answer}",
                        Email = typed,
                        Language = "en",
                        TokenHash = $"{answer}",
                        AskedByAccountId = 0,
                        AskedAt = now,
                        Answer = answer,
                        Remark = answer is null ? null : $"{Name} knows better.",
                        KeepUntil = now.AddYears(1),
                    }
                );
            var two = await db.Organisations.OrderBy(o => o.Id).Take(2).Select(o => o.Id).ToListAsync(Cancel);
            var mandate = new Mandate
            {
                AssociationId = two[0],
                MemberId = two[1],
                Since = now,
            };
            mandate.Tell(typed, "0");
            db.Mandates.Add(mandate);
            db.KeptDocuments.Add(
                new KeptDocument
                {
                    Kind = "deal",
                    Subject = $"{deal.Identifier} v1",
                    Language = "en",
                    InputHash = Name,
                    Content = [],
                    MadeAt = now,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });

    // The columns, of all tables there are, in which one of these stands in any case of letters.
    private static Task<List<string>> FindAsync(TestApp app, DatabaseKind on, params string[] words) =>
        app.WithDbAsync(async db =>
        {
            var columns = await db
                .Database.SqlQueryRaw<string>(
                    on == DatabaseKind.Postgres
                        ? """SELECT table_name || '.' || column_name AS "Value" FROM information_schema.columns WHERE table_schema = 'public'"""
                        : """
                        SELECT t.name || '.' || c.name AS "Value" FROM sqlite_master t JOIN pragma_table_info(t.name) c
                        WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%'
                        """
                )
                .ToListAsync(Cancel);
            Assert.InRange(columns.Count, 200, 2000);
            var found = new List<string>();
            foreach (var column in columns)
            {
                var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
                var conditions = string.Join(
                    " OR ",
                    words.Select(
                        (_, i) => $"""lower(CAST("{name}" AS text)) LIKE '%' || lower({"{" + i + "}"}) || '%'"""
                    )
                );
                var sql = string.Create(
                    CultureInfo.InvariantCulture,
                    $"""SELECT count(*) AS "Value" FROM "{table}" WHERE {conditions}"""
                );
                if (await db.Database.SqlQueryRaw<long>(sql, [.. words]).SingleAsync(Cancel) > 0)
                    found.Add(column);
            }
            return found;
        });

    private static Task<(string Content, string Hash)> VersionAsync(Story story, string slug) =>
        story.DbAsync(async db =>
        {
            var version = await db.DealVersions.SingleAsync(v => v.Deal!.Slug == slug, Cancel);
            Assert.Equal(VersionDocument.HashOf(version.Content), version.Hash);
            return (version.Content, version.Hash);
        });
}
