using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>Somebody in front of a tab, who notices what the browser complains about.</summary>
public sealed class Visitor
{
    public const int Narrow = 320;
    public const int Wide = 1280;
    private const int Height = 900;

    private readonly ConcurrentQueue<string> complaints = new();
    private Uri origin = null!;

    private Visitor(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => complaints.Enqueue("script error: " + error);
        page.Console += (_, message) =>
        {
            // That an address is missing or broken is what its page is about.
            var own = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal);
            if (
                message.Type is "error" or "warning"
                && !(own && message.Location.StartsWith(page.Url, StringComparison.Ordinal))
            )
                complaints.Enqueue($"{page.Url}: {message.Type}: {message.Text} ({message.Location})");
        };
        page.Request += (_, request) =>
        {
            var asked = new Uri(request.Url);
            if (asked.Scheme is "http" or "https" or "ws" or "wss" && asked.Authority != origin.Authority)
                complaints.Enqueue($"{page.Url}: asks another server: {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>The address without the server: <c>/de/deals?city=umea</c>.</summary>
    public string At => new Uri(Page.Url).PathAndQuery;

    public static async Task<Visitor> EnterAsync(IBrowser browser, BrowserNewContextOptions options)
    {
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(60_000);
        return new Visitor(await context.NewPageAsync());
    }

    public async Task BeginAsync(Uri site)
    {
        origin = site;
        complaints.Clear();
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, Media = Media.Screen });
        await WidenAsync(Wide);
    }

    public Task WidenAsync(int width) => Page.SetViewportSizeAsync(width, Height);

    /// <summary>Opens an address of the site and waits until all of it is there.</summary>
    public async Task GoAsync(string address, int status = 200)
    {
        var answer = await Page.GotoAsync(
            new Uri(origin, address).ToString(),
            new() { WaitUntil = WaitUntilState.Load }
        );
        Assert.True(status == answer?.Status, $"{address} answers {answer?.Status}, not {status}.");
    }

    /// <summary>Presses Tab until what matches the selector has the focus.</summary>
    public async Task TabToAsync(string selector, int atMost = 80)
    {
        for (var i = 0; i < atMost; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector))
                return;
        }
        Assert.Fail($"{Page.Url}: {selector} is not reached by {atMost} times Tab.");
    }

    /// <summary>Presses Enter on a link or button, and waits for the page it leads to.</summary>
    public async Task EnterAsync(string selector)
    {
        await TabToAsync(selector);
        var before = Page.Url;
        await Page.Keyboard.PressAsync("Enter");
        // Asked of the page again and again: a navigation that is over before one listens for it would be waited for in vain.
        await Page.WaitForFunctionAsync(
            "before => location.href !== before && document.readyState === 'complete'",
            before
        );
    }

    /// <summary>What the browser complained about since the beginning or the last time this was asked.</summary>
    public List<string> Complaints()
    {
        var all = complaints.ToList();
        complaints.Clear();
        return all;
    }

    /// <summary>Gives the browser a device that keeps passkeys and says yes to everything.</summary>
    public async Task TakeAuthenticatorAsync()
    {
        var session = await Page.Context.NewCDPSessionAsync(Page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
    }
}
