using System.Diagnostics;
using System.Globalization;
using System.Net;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Killed;

/// <summary>A server of its own process on a prepared database, which ends at a point that is named (StartupHook.cs).</summary>
internal sealed class DyingServer(Prepared prepared, SmtpServer? smtp) : IDisposable
{
    // A busy machine may miss the first attempt, and the second comes a minute later.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string arm = Path.Combine(prepared.Folder, "kill-now");

    // One person's browser; who has signed in stays so when the server comes back.
    private readonly CookieContainer cookies = new();
    private Process? server;
    private Uri address = null!;

    /// <summary>Starts the server, in place of one that still runs; it will end at this point once something is sent.</summary>
    public async Task StartAsync(string? point)
    {
        End();
        File.Delete(arm);
        (server, address) = await Cli.ServeAsync(
            prepared.Folder,
            prepared.Db,
            start =>
            {
                start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(DyingServer).Assembly.Location;
                start.Environment["KILLED_AT"] = point;
                start.Environment["KILLED_WHEN"] = arm;
                if (smtp is not null)
                    SendTo(start, smtp);
            }
        );
        // Nobody reads what it logs; a full pipe would stop it.
        _ = server.StandardOutput.ReadToEndAsync();
        _ = server.StandardError.ReadToEndAsync();
        if (smtp is not null)
            smtp.Received =
                point == "after-send"
                    ? () =>
                    {
                        if (File.Exists(arm))
                        {
                            File.Delete(arm);
                            server.Kill();
                        }
                    }
                    : null;
    }

    /// <summary>Its mails go there.</summary>
    public static void SendTo(ProcessStartInfo start, SmtpServer smtp)
    {
        start.Environment["Alliance__Mail__Host"] = "127.0.0.1";
        start.Environment["Alliance__Mail__Port"] = smtp.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["Alliance__Mail__Security"] = "none";
        start.Environment["Alliance__Mail__From"] = "deals@city.example";
        start.Environment["Alliance__Mail__Site"] = "https://deals.city.example";
    }

    public HttpClient NewClient() =>
        new(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };

    public async Task SignInAsync(string token)
    {
        using var browser = NewClient();
        using var answer = await browser.SendAsync("/en/sign-in/link?token=" + token, "link");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>Reads a page, arms the server, and sends the page's form; the server may die of it.</summary>
    public async Task SendAsync(string page, string form, params (string Name, string Value)[] fields)
    {
        using var browser = NewClient();
        var html = await browser.GetStringAsync(page);
        await File.WriteAllTextAsync(arm, "");
        try
        {
            using var answer = await browser.SendAsync(page, html, form, fields);
            // What was refused leads to no point.
            await Forms.LeadsToAsync(answer, "/");
        }
        catch (HttpRequestException)
        {
            // It died while answering.
        }
    }

    /// <summary>Waits until the server has died of what was sent.</summary>
    public async Task DeadAsync() => await server!.WaitForExitAsync().WaitAsync(Patience);

    public static async Task UntilAsync(Func<bool> holds)
    {
        var until = Stopwatch.StartNew();
        while (!holds())
        {
            if (until.Elapsed > Patience)
                Assert.Fail("It did not come within three minutes.");
            await Task.Delay(50);
        }
    }

    public void Dispose() => End();

    private void End()
    {
        if (server is null)
            return;
        if (!server.HasExited)
            server.Kill();
        server.WaitForExit();
        server.Dispose();
        server = null;
    }
}
