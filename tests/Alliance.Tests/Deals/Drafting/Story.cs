using System.Net;
using System.Text.RegularExpressions;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Deals.Drafting;

/// <summary>
/// A deal of Espoo with two example organisations, step by step, through the pages alone. Each step can be the last: tests
/// begin where they like.
/// </summary>
internal sealed partial class Story(TestApp app) : IDisposable
{
    public const string Firm = "firm@example.org";
    public const string Social = "social@example.org";
    public const string Manager = "manager@city.example";
    public const string Approver = "approver@city.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public TestApp App => app;
    public HttpClient ManagerBrowser { get; private set; } = null!;
    public HttpClient ApproverBrowser { get; private set; } = null!;

    /// <summary>Without an account, as who follows a link.</summary>
    public HttpClient Stranger { get; } = app.NewClient(cookies: true);

    /// <summary><c>/en/drafts/…</c>.</summary>
    public string Draft { get; private set; } = "";
    public string Key => Draft.Split('/')[^1];

    /// <param name="services">Replaces services of the application.</param>
    public static async Task<Story> BeginAsync(DatabaseKind on, Action<IServiceCollection>? services = null)
    {
        var story = new Story(await RealRegister.StartAsync(on, services));
        story.ManagerBrowser = await story.App.SignedInAsync(Manager, MembershipRole.DealManager, "espoo");
        story.ApproverBrowser = await story.App.SignedInAsync(Approver, MembershipRole.Approver, "espoo");
        return story;
    }

    /// <summary>So much later the city's people sign in anew.</summary>
    public async Task WaitAsync(TimeSpan time)
    {
        app.Time.Advance(time);
        ManagerBrowser.Dispose();
        ApproverBrowser.Dispose();
        ManagerBrowser = await app.ReturningAsync(Manager);
        ApproverBrowser = await app.ReturningAsync(Approver);
    }

    /// <summary>The manager signed in anew.</summary>
    public void Renew(HttpClient manager)
    {
        ManagerBrowser.Dispose();
        ManagerBrowser = manager;
    }

    /// <summary>Goes on with another draft, of a change or a successor.</summary>
    public void Follow(string draft) => Draft = draft;

    /// <summary>A firm promises from the menu, and the city gives two of its offers.</summary>
    public async Task DraftAsync()
    {
        using var answer = await ManagerBrowser.SendAsync(
            "/en/drafts/new?action=plant-trees",
            "draft",
            ("title", "Trees for Example Street"),
            ("partner", "Example Works Oy (example)"),
            ("partner-kind", "sme"),
            ("contact-name", "Faye Firm"),
            ("contact-email", Firm),
            ("contact-language", "en"),
            ("value", "1,500"),
            ("when", "2028"),
            ("additionality", "new"),
            ("offers", "known-contact")
        );
        Draft = await Forms.LeadsToAsync(answer, "/en/drafts/");
        using var second = await ManagerBrowser.SendAsync(
            Draft,
            "partner",
            ("partner", "Example Care (example)"),
            ("partner-kind", "social-economy"),
            ("partner-role", "signatory"),
            ("contact-name", "Sona Social"),
            ("contact-email", Social),
            ("contact-language", "fi")
        );
        await Forms.LeadsToAsync(second, Draft);
        using var part = await ManagerBrowser.SendAsync(Draft, "part", ("do", "promise:p5"));
        var edit = await Forms.LeadsToAsync(part, Draft + "/edit/promise.");
        var name = edit[(edit.LastIndexOf('/') + 1)..];
        using var said = await ManagerBrowser.SendAsync(
            edit,
            "edit",
            ($"{name}.action", "We water the trees in their first three years."),
            ($"{name}.no-date", "yes")
        );
        await Forms.LeadsToAsync(said, Draft);
        using var template = await ManagerBrowser.SendAsync(Draft, "part", ("do", "template"));
        await Forms.LeadsToAsync(template, Draft);
    }

    public async Task SendAsync()
    {
        using var sent = await ManagerBrowser.SendAsync(Draft, "send");
        await Forms.LeadsToAsync(sent, Draft);
    }

    /// <summary>The firm proposes other words by its link, and the manager accepts them.</summary>
    public async Task NegotiateAsync(string proposed = "We plant … in Example Street, and replace those that die.")
    {
        var link = await app.LinkInMailAsync(Firm);
        using var said = await Stranger.SendAsync(
            link + "?about=promise.c3.action",
            "say",
            ("way", "propose"),
            ("proposed", proposed),
            ("text", "Some trees always die.")
        );
        await Forms.LeadsToAsync(said, link);
        var id = await app.WithDbAsync(db => db.DraftPoints.MaxAsync(p => p.Id, Cancel));
        using var accepted = await ManagerBrowser.SendAsync(Draft, "close", ("close", $"accept:{id}"));
        await Forms.LeadsToAsync(accepted, Draft);
    }

    public async Task AskForReleaseAsync(string publicFrom = "")
    {
        var approver = await app.WithDbAsync(db =>
            db.Memberships.Where(m => m.Role == MembershipRole.Approver).Select(m => m.AccountId).FirstAsync(Cancel)
        );
        using var asked = await ManagerBrowser.SendAsync(
            Draft + "/release",
            "ask",
            ("approver-0", $"{approver}"),
            ("public-from", publicFrom)
        );
        await Forms.LeadsToAsync(asked, Draft + "/release");
    }

    public async Task ReleaseAsync()
    {
        using var released = await ApproverBrowser.SendAsync(Draft + "/release", "answer", ("answer", "released"));
        await Forms.LeadsToAsync(released, Draft + "/release");
    }

    /// <summary>Signs by the link in a party's mail, with the code that is mailed then.</summary>
    public async Task SignByCodeAsync(string email, string party, string signer)
    {
        var link = await app.LinkInMailAsync(email);
        using var asked = await Stranger.SendAsync(link, "sign", ("do", $"send:{party}"));
        var html = await asked.Content.ReadAsStringAsync(Cancel);
        Assert.True(Forms.Complaints(html).Length == 0, Forms.Complaints(html));
        using var signed = await Stranger.SendAsync(
            link,
            "sign",
            ("do", $"code:{party}"),
            ("signer", signer),
            ("code", await CodeAsync(email))
        );
        await Forms.LeadsToAsync(signed, link);
        // The receipt follows once the log holds the signature.
        await app.SettleAsync();
    }

    public async Task<string> CodeAsync(string email) =>
        Code().Match((await app.MailAsync(email)).TextBody!).Groups["code"].Value;

    /// <summary>The manager confirms a scan.</summary>
    public async Task<HttpResponseMessage> SignByInkAsync(string party, string signer, byte[] scan)
    {
        var answer = await ManagerBrowser.SendFileAsync(
            Draft + "/sign",
            "ink",
            ("scan", "../../signed paper.pdf", scan),
            ("party", party),
            ("signer", signer),
            ("sure", "yes")
        );
        await app.SettleAsync();
        return answer;
    }

    /// <summary>The city signs by its manager, with a code to the manager's address.</summary>
    public async Task SignForCityAsync(string signer = "Manager of Espoo (example)")
    {
        var page = Draft + "/sign";
        using var asked = await ManagerBrowser.SendAsync(page, "sign", ("do", "send:p1"));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        using var signed = await ManagerBrowser.SendAsync(
            page,
            "sign",
            ("do", "code:p1"),
            ("signer", signer),
            ("code", await CodeAsync(Manager))
        );
        await Forms.LeadsToAsync(signed, page);
        await app.SettleAsync();
    }

    /// <summary>From the first word to a deal in force.</summary>
    public async Task ConcludeAsync(string publicFrom = "")
    {
        await DraftAsync();
        await SendAsync();
        await NegotiateAsync();
        await AskForReleaseAsync(publicFrom);
        await ReleaseAsync();
        await SignByCodeAsync(Firm, "p2", "Faye Firm");
        using var ink = await SignByInkAsync("p5", "Sona Social", "%PDF-1.7 example"u8.ToArray());
        await Forms.LeadsToAsync(ink, Draft + "/sign");
        await SignForCityAsync();
    }

    /// <summary>The deal's page, once it is there.</summary>
    public Task<string?> SlugAsync() =>
        app.WithDbAsync(db =>
            db.Drafts.Where(d => d.Key == Key).Select(d => d.Deal!.Slug).SingleOrDefaultAsync(Cancel)
        );

    public Task<T> DbAsync<T>(Func<AppDb, Task<T>> ask) => app.WithDbAsync(ask);

    public void Dispose()
    {
        ManagerBrowser?.Dispose();
        ApproverBrowser?.Dispose();
        Stranger.Dispose();
    }

    [GeneratedRegex(@"^(?<code>\d{6})$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Code();
}
