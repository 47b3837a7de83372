using System.Net;
using System.Text;
using Alliance.Deals;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Transparency.Loading;

/// <summary>A deal manager loads deals that were signed elsewhere in the browser.</summary>
public sealed class LoadTests
{
    private const string Page = "/en/workspace/load";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_hundred_and_sixty_deals_come_in_at_once(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "umea");
        var ids = Enumerable.Range(1, 160).Select(i => $"umea-example-{i:000}").ToList();

        var look = await LookAsync(manager, Files(ids));
        var preview = await manager.GetStringAsync(look, Cancel);
        Assert.Contains("160 new deals", preview, StringComparison.Ordinal);
        Assert.Contains("1 organisation", preview, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(app));
        // Nobody else sees what somebody has sent, or stores it.
        using var other = await app.SignedInAsync("other@city.example", MembershipRole.DealManager, "umea");
        Assert.Contains(
            "not here any more",
            Forms.Complaints(await other.GetStringAsync(look, Cancel)),
            StringComparison.Ordinal
        );

        using var stored = await manager.SendAsync(look, preview, "store-table");
        Assert.Equal("/en/workspace/scans", stored.LeadsTo());
        Assert.Equal(160, await CountAsync(app));
        var deal = await app.WithDbAsync(db => db.Deals.SingleAsync(d => d.Identifier == ids[7], Cancel));
        Assert.Equal((Standing.ConfirmedByCity, "2024-03-08"), (deal.Standing, deal.Agreed?.ToString()));
        await app.ChangedAsync();
        Assert.Contains(
            "Example deal 008",
            await app.Client.GetStringAsync($"/en/deals/{deal.Slug}", Cancel),
            StringComparison.Ordinal
        );
        // It is stored once: the same table says nothing new, and the one that was sent is gone.
        using var twice = await manager.SendAsync(look, preview, "store-table");
        Assert.Contains(
            "not here any more",
            Forms.Complaints(await twice.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "in the register already",
            await manager.GetStringAsync(await LookAsync(manager, Files(ids)), Cancel),
            StringComparison.Ordinal
        );
        Assert.False(
            await app.WithDbAsync(db =>
                db.KeptTables.AnyAsync(t => t.At < app.Time.GetUtcNow().UtcDateTime.AddDays(-1), Cancel)
            )
        );
    }

    [Theory, EachDatabase]
    public async Task What_is_not_the_citys_own_is_refused_by_row(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "umea");
        const string head = "id,city,language,title,summary,instrument,relation,delivery,standing\n";
        var look = await LookAsync(
            manager,
            [
                (
                    "deals.csv",
                    head
                        + "umea-own,umea,en,Own,Own deal.,deal,official-lgd,running,concluded-here\n"
                        + "espoo-foreign,espoo,en,Foreign,Foreign deal.,deal,official-lgd,running,\n"
                        + "es-04,umea,en,Taken,Taken deal.,deal,official-lgd,running,\n"
                        + "umea-odd,umea,en,Odd,Odd deal.,dael,official-lgd,running,\n"
                ),
                (
                    "parties.csv",
                    "deal,organisation,role\numea-own,umea-kommun,city\nespoo-foreign,umea-kommun,city\numea-odd,umea-kommun,city\n"
                ),
                ("organisations.csv", "id,name,kind\nmvv-energie,MVV renamed,company\n"),
            ]
        );

        var preview = WebUtility.HtmlDecode(await manager.GetStringAsync(look, Cancel));

        foreach (
            var told in (string[])
                [
                    "cannot say of a deal that it is “concluded-here”",
                    "belongs to espoo, for which you do not act",
                    "“dael”",
                    "belongs to another city",
                    "row 3",
                ]
        )
            Assert.Contains(told, preview, StringComparison.Ordinal);
        using var forced = await manager.SendAsync(look, preview, "store-table", ("table", look.Split('=')[^1]));
        Assert.Null(forced.LeadsTo());
        Assert.Equal(0, await CountAsync(app));
        Assert.Equal(
            "MVV Energie AG",
            await app.WithDbAsync(db =>
                db.Organisations.Where(o => o.Identifier == "mvv-energie").Select(o => o.Name).SingleAsync(Cancel)
            )
        );
    }

    [Theory, EachDatabase]
    public async Task What_was_concluded_here_no_table_changes(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "umea");
        var making = await Making.OfAsync(app);
        await making.ConcludeAsync("Example deal", "Example Partner (example)");
        var deal = await app.WithDbAsync(db => db.Deals.SingleAsync(d => d.State != null, Cancel));

        var look = await LookAsync(
            manager,
            [("deals.csv", $"id,language,summary\n{deal.Identifier},en,Something else.\n")]
        );

        Assert.Contains(
            "was concluded here; what its parties signed is not changed by a table",
            WebUtility.HtmlDecode(await manager.GetStringAsync(look, Cancel)),
            StringComparison.Ordinal
        );
        // Nor does the operator's command, unless it brings the version that the parties signed.
        var folder = Path.Combine(app.Database.Folder, "package");
        await app.WithDbAsync(async db => Assert.True(await new ExportPackage(db).RunAsync(folder)));
        Assert.Empty((await TestPackage.ImportAsync(app.Database, folder)).Problems);
        var file = Path.Combine(folder, "deals.jsonl");
        await File.WriteAllTextAsync(
            file,
            (await File.ReadAllTextAsync(file, Cancel)).Replace(
                "Example deal",
                "Better deal",
                StringComparison.Ordinal
            ),
            Cancel
        );
        var refused = await TestPackage.ImportAsync(app.Database, folder);
        Assert.Contains(refused.Problems, p => p.Code == "concluded-here");
    }

    [Theory, EachDatabase]
    public async Task Names_of_what_is_being_signed_cannot_be_taken(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "umea");
        using var other = await app.SignedInAsync("other@city.example", MembershipRole.Observer, "espoo");
        var making = await Making.OfAsync(app);
        var key = await making.DraftAsync("Example deal", "Example Partner (example)");
        await making.ReleaseAsync(key);
        var taken = await app.WithDbAsync(db =>
            db.ReservedIdentifiers.ToDictionaryAsync(r => r.Kind, r => r.Identifier, Cancel)
        );

        var look = await LookAsync(
            manager,
            [
                (
                    "deals.csv",
                    $"id,city,language,title,summary,instrument,relation,delivery\n{taken["deal"]},umea,en,A,B.,deal,official-lgd,running\n"
                ),
                ("parties.csv", $"deal,organisation,role\n{taken["deal"]},umea-kommun,city\n"),
                ("organisations.csv", $"id,name,kind,city\n{taken["organisation"]},A,sme,umea\nmoved,B,sme,espoo\n"),
            ]
        );
        var preview = WebUtility.HtmlDecode(await manager.GetStringAsync(look, Cancel));
        Assert.Contains($"“{taken["deal"]}” is the name of something that is being signed", preview);
        Assert.Contains($"“{taken["organisation"]}” is the name of something that is being signed", preview);
        Assert.Contains("belongs to espoo, for which you do not act", preview);
    }

    [Theory, EachDatabase]
    public async Task A_deal_that_was_signed_elsewhere_is_renewed_here(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "umea");
        var look = await LookAsync(manager, Files(["umea-example-1"]));
        using var stored = await manager.SendAsync(look, "store-table");
        var before = await app.WithDbAsync(db => db.Deals.SingleAsync(d => d.Identifier == "umea-example-1", Cancel));
        using var begun = await manager.SendAsync($"/en/deals/{before.Slug}/manage", "begin", ("purpose", "renew"));
        var draft = await Forms.LeadsToAsync(begun, "/en/drafts/");
        using var dated = await manager.SendAsync(
            $"{draft}/edit/promise.c1",
            "edit",
            ("promise.c1.no-date", "yes"),
            ("promise.c1.additionality", "new")
        );
        await Forms.LeadsToAsync(dated, draft);
        foreach (var party in (string[])["p1", "p2"])
        {
            using var contact = await manager.SendAsync(
                $"{draft}/edit/party.{party}",
                "contact",
                ("contact-name", "Faye Firm"),
                ("contact-email", $"{party}@firm.example"),
                ("contact-language", "en")
            );
            await Forms.LeadsToAsync(contact, draft);
        }

        // With the same title: the address of the old one is taken.
        var making = await Making.OfAsync(app);
        var key = draft.Split('/')[^1];
        var release = await making.ReleaseAsync(key);
        await making.SignAsync(key, release, "p1");
        await making.SignAsync(key, release, "p2");

        var after = await app.WithDbAsync(db => db.Deals.SingleAsync(d => d.Renews == "umea-example-1", Cancel));
        Assert.Equal(Standing.ConcludedHere, after.Standing);
        Assert.NotEqual(before.Slug, after.Slug);
        await app.ChangedAsync();
        Assert.Null(
            (await app.WithDbAsync(db => db.Deals.SingleAsync(d => d.Identifier == "umea-example-1", Cancel))).State
        );
        foreach (var slug in (string[])[before.Slug, after.Slug])
            Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync($"/en/deals/{slug}", Cancel)).StatusCode);
    }

    // Deals of Umeå of one day each in 2024, with one new organisation.
    private static List<(string, string)> Files(List<string> ids)
    {
        var deals = new StringBuilder("id,city,language,title,summary,instrument,relation,delivery,agreed\n");
        var parties = new StringBuilder("deal,organisation,role\n");
        var commitments = new StringBuilder("deal,by,language,action\n");
        foreach (var (i, id) in ids.Index())
        {
            deals.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{id},umea,en,Example deal {i + 1:000},What it is about.,deal,official-lgd,running,2024-{i / 28 + 3:00}-{i % 28 + 1:00}\n"
            );
            parties.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{id},umea-kommun,city\n{id},Example Works AB (example),signatory\n"
            );
            commitments.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{id},Example Works AB (example),en,We do what we say.\n"
            );
        }
        return
        [
            ("deals.csv", $"{deals}"),
            ("parties.csv", $"{parties}"),
            ("commitments.csv", $"{commitments}"),
            ("organisations.csv", "name,kind,city\nExample Works AB (example),sme,umea\n"),
        ];
    }

    /// <summary>Sends the files; the address of the preview.</summary>
    private static async Task<string> LookAsync(HttpClient browser, List<(string Name, string Text)> files)
    {
        using var sent = await browser.SendFilesAsync(
            Page,
            "keep-table",
            "files",
            files.ConvertAll(f => (f.Name, Encoding.UTF8.GetBytes(f.Text)))
        );
        Assert.True(sent.LeadsTo() is not null, Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)));
        return sent.LeadsTo()!;
    }

    private static Task<int> CountAsync(TestApp app) =>
        app.WithDbAsync(db => db.Deals.CountAsync(d => d.Identifier.StartsWith("umea-"), Cancel));
}
