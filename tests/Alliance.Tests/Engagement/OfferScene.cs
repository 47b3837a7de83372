using Alliance.Engagement.Offers;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Engagement;

/// <summary>The deal managers of Espoo and Umeå, and who represents an organisation in each.</summary>
internal sealed class OfferScene : IAsyncDisposable
{
    public const string Work = "/en/workspace/offers";
    public const string Asking = "/en/workspace/introductions";
    public const string Espoo = "espoo@example.org";
    public const string Umea = "umea@example.org";
    public const string Clc = "clc@example.org";

    private OfferScene(TestApp app) => App = app;

    public TestApp App { get; }
    public HttpClient Manager { get; private set; } = null!;
    public HttpClient Other { get; private set; } = null!;
    public HttpClient Firm { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<OfferScene> BeginAsync(DatabaseKind on)
    {
        var app = await RealRegister.StartAsync(on);
        return new OfferScene(app)
        {
            Manager = await app.SignedInAsync(Espoo, MembershipRole.DealManager, "espoo"),
            Other = await app.SignedInAsync(Umea, MembershipRole.DealManager, "umea"),
            Firm = await app.RepresentingAsync(Clc, "clc"),
        };
    }

    /// <summary>Writes a draft; gives its page.</summary>
    public static async Task<string> WriteAsync(
        HttpClient browser,
        string side,
        string title,
        params (string, string)[] more
    )
    {
        using var sent = await browser.SendAsync($"{Work}/new?{side}", "offer", Fields(title, more));
        return await Forms.LeadsToAsync(sent, Work + "/");
    }

    public static (string, string)[] Fields(string title, params (string, string)[] more) =>
        [
            ("kind", "offer"),
            ("subject", "surplus-heat"),
            ("title", title),
            ("text", "Warmth all year (example)."),
            ("until", "2027-06-30"),
            ("seen-by", "everybody"),
            .. more,
        ];

    /// <summary>Writes and publishes; gives the identifier.</summary>
    public async Task<string> ShowAsync(HttpClient browser, string side, string title, params (string, string)[] more)
    {
        var page = await WriteAsync(browser, side, title, more);
        await DoAsync(browser, page, "offer-publish", page, ("consent", "yes"));
        await App.SettleAsync();
        var id = IdOf(page);
        return await App.WithDbAsync(db =>
            db.Offers.Where(o => o.Id == id).Select(o => o.Identifier!).SingleAsync(Cancel)
        );
    }

    /// <summary>Sends a form that is stored.</summary>
    public static async Task DoAsync(
        HttpClient browser,
        string page,
        string form,
        string to,
        params (string, string)[] fields
    )
    {
        using var sent = await browser.SendAsync(page, form, fields);
        await Forms.LeadsToAsync(sent, to);
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

    /// <summary>Umeå asks about it; gives the page of the introduction.</summary>
    public async Task<string> AskAsync(string offer, string why = "We could warm a hall with it.")
    {
        using var sent = await Other.SendAsync(
            $"{Asking}/new?offer={offer}",
            "ask-introduction",
            ("side", "city:umea"),
            ("why", why)
        );
        return await Forms.LeadsToAsync(sent, Asking + "/");
    }

    /// <summary>To whom mails of this kind went, in order.</summary>
    public Task<List<string>> MailsAsync(string kind) =>
        App.WithDbAsync(db =>
            db.Mails.Where(m => m.Key.StartsWith(kind)).OrderBy(m => m.Id).Select(m => m.To).ToListAsync(Cancel)
        );

    public Task<Introduction> IntroductionAsync(string page)
    {
        var id = IdOf(page);
        return App.WithDbAsync(db => db.Introductions.AsNoTracking().SingleAsync(i => i.Id == id, Cancel));
    }

    public static long IdOf(string page) =>
        long.Parse(page.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        Manager.Dispose();
        Other.Dispose();
        Firm.Dispose();
        await App.DisposeAsync();
    }
}
