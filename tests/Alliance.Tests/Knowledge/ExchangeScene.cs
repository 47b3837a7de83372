using System.IO.Compression;
using Alliance.Knowledge.Exchange;
using Alliance.Knowledge.Jobs;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Knowledge;

/// <summary>A space that a coordinator has opened, with a member of Espoo, one of Mannheim, and an observer of Umeå.</summary>
internal sealed class ExchangeScene : IAsyncDisposable
{
    public const string Home = "/en/workspace/spaces/leadership-example";
    public const string Espoo = "espoo@example.org";
    public const string Mannheim = "mannheim@example.org";
    public const string Umea = "umea@example.org";
    public const string Kim = "kim@example.org";

    private ExchangeScene(TestApp app) => App = app;

    public TestApp App { get; }
    public HttpClient Coordinator { get; private set; } = null!;
    public HttpClient Member { get; private set; } = null!;
    public HttpClient Other { get; private set; } = null!;
    public HttpClient Observer { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ExchangeScene> BeginAsync(DatabaseKind on)
    {
        var app = await RealRegister.StartAsync(on);
        var scene = new ExchangeScene(app)
        {
            Coordinator = await app.SignedInAsync(Kim, MembershipRole.Coordinator),
            Member = await app.SignedInAsync(Espoo, MembershipRole.DealManager, "espoo"),
            Other = await app.SignedInAsync(Mannheim, MembershipRole.DealManager, "mannheim"),
            Observer = await app.SignedInAsync(Umea, MembershipRole.DealManager, "umea"),
        };
        using var opened = await scene.Coordinator.SendAsync(
            "/en/workspace/spaces/new",
            "open-space",
            ("kind", "leadership-group"),
            ("name", "Leadership (example)"),
            ("purpose", "What three cities try (example).")
        );
        Assert.Equal(Home + "/members", await Forms.LeadsToAsync(opened, Home));
        await scene.EnterAsync(scene.Member, Espoo, "member");
        await scene.EnterAsync(scene.Other, Mannheim, "member");
        await scene.EnterAsync(scene.Observer, Umea, "observer");
        return scene;
    }

    /// <summary>Is invited, and comes.</summary>
    public async Task EnterAsync(HttpClient browser, string email, string role)
    {
        await InSpaceAsync(Coordinator, "/members", "invite-to-space", ("email", email), ("role", role));
        var id = await App.WithDbAsync(db =>
            db.SpaceInvitations.Where(i => i.Email == email).Select(i => i.Id).SingleAsync(Cancel)
        );
        using var entered = await browser.SendAsync("/en/workspace/spaces", "space-invitation", ("accept", $"{id}"));
        Assert.Equal(Home, await Forms.LeadsToAsync(entered, Home));
    }

    /// <summary>Sessions last for a day of work: everybody signs in again.</summary>
    public async Task ReturnAsync()
    {
        foreach (var over in (HttpClient[])[Coordinator, Member, Other, Observer])
            over.Dispose();
        Coordinator = await App.ReturningAsync(Kim);
        Member = await App.ReturningAsync(Espoo);
        Other = await App.ReturningAsync(Mannheim);
        Observer = await App.ReturningAsync(Umea);
    }

    /// <summary>Sends a form of the space that is stored; gives where it leads.</summary>
    public static async Task<string> InSpaceAsync(
        HttpClient browser,
        string page,
        string form,
        params (string, string)[] fields
    )
    {
        using var sent = await browser.SendAsync(Home + page, form, fields);
        return await Forms.LeadsToAsync(sent, "/en/workspace/spaces");
    }

    /// <summary>Sends a form that is refused; gives the complaints.</summary>
    public static async Task<string> RefusedAsync(
        HttpClient browser,
        string page,
        string form,
        params (string, string)[] fields
    )
    {
        using var sent = await browser.SendAsync(page, form, fields);
        return Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Asks something; gives the page of the topic.</summary>
    public static async Task<string> AskAsync(HttpClient browser, string title, params (string, string)[] more) =>
        await InSpaceAsync(browser, "/new", "topic", [("title", title), .. more]);

    public async Task<long> AnswerAsync(HttpClient browser, string topic, string words)
    {
        using var sent = await browser.SendAsync(topic, "answer-topic", ("answer", words));
        await Forms.LeadsToAsync(sent, topic);
        return await App.WithDbAsync(db => db.SpaceAnswers.MaxAsync(a => a.Id, Cancel));
    }

    /// <summary>Presses a button beside the answers.</summary>
    public static async Task DoAsync(HttpClient browser, string topic, string what, params (string, string)[] more)
    {
        using var sent = await browser.SendAsync(topic, "answers", [("do", what), .. more]);
        await Forms.LeadsToAsync(sent, topic);
    }

    public Task<Topic> TopicAsync(string page)
    {
        var id = long.Parse(page.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        return App.WithDbAsync(db => db.SpaceTopics.AsNoTracking().SingleAsync(t => t.Id == id, Cancel));
    }

    public Task<long> AccountAsync(string email) =>
        App.WithDbAsync(db => db.Accounts.Where(a => a.Email == email).Select(a => a.Id).SingleAsync(Cancel));

    /// <summary>The job, once more than the clock brings it.</summary>
    public async Task DigestAsync()
    {
        await using var scope = App.Services.CreateAsyncScope();
        await SendDigests.RunAsync(scope.ServiceProvider, Cancel);
    }

    public Task<List<string>> DigestsAsync() =>
        App.WithDbAsync(db =>
            db.Mails.Where(m => m.Key.StartsWith("exchange-digest:"))
                .OrderBy(m => m.Id)
                .Select(m => m.To)
                .ToListAsync(Cancel)
        );

    /// <summary>A letter as Word writes it, as far as anybody looks.</summary>
    public static byte[] Letter(params string[] also) => Archive(["word/document.xml", .. also]);

    public static byte[] Archive(params string[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in entries)
                archive.CreateEntry(entry);
        return bytes.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        Coordinator.Dispose();
        Member.Dispose();
        Other.Dispose();
        Observer.Dispose();
        await App.DisposeAsync();
    }
}
