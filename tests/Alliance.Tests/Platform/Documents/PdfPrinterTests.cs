using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Alliance.Platform.Documents;
using Alliance.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Alliance.Tests.Platform.Documents;

public sealed class PdfPrinterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_becomes_a_tagged_pdf_with_title_language_and_outline()
    {
        using var printer = Printer();
        var made = await printer.PrintAsync(
            new PrintFile(
                "fi",
                "Älä <osta> & kierrätä",
                "h1{color:#000}",
                "<h1>Rakennusjätteiden lajittelu</h1><p>Pölyävää ainesta.</p><h2>Yhä</h2>"
            ),
            Cancel
        );
        var info = await Pdf.InfoAsync(made.Value);
        Assert.Equal("yes", info["Tagged"]);
        Assert.Equal("Älä <osta> & kierrätä", info["Title"]);
        Assert.Equal("no", info["JavaScript"]);
        var raw = Encoding.Latin1.GetString(made.Value);
        Assert.Contains("/Lang (fi)", raw, StringComparison.Ordinal);
        Assert.Contains("/Outlines", raw, StringComparison.Ordinal);
        Assert.Contains("H2 (block)", await Pdf.StructureAsync(made.Value), StringComparison.Ordinal);
        Assert.Contains("Pölyävää ainesta.", string.Concat(await Pdf.PagesAsync(made.Value)), StringComparison.Ordinal);
    }

    /// <summary>Even what no page of ours holds: a picture of elsewhere, a frame of this machine, a script.</summary>
    [Fact]
    public async Task Nothing_is_asked_of_the_network_and_nothing_runs()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var called = listener.AcceptTcpClientAsync(Cancel).AsTask();
        var secret = Path.GetTempFileName();
        await File.WriteAllTextAsync(secret, "a secret of this machine", Cancel);
        using var printer = Printer();

        var made = await printer.PrintAsync(
            new PrintFile(
                "en",
                "Hostile",
                $"@import url(http://127.0.0.1:{port}/a.css);body{{background:url(http://127.0.0.1:{port}/b.png)}}",
                $"""
                <p>Shown</p><img src="http://127.0.0.1:{port}/c.png" alt=""><img src="http://localhost:{port}/d.png" alt="">
                <iframe src="http://127.0.0.1:{port}/e"></iframe><iframe src="{new Uri(secret)}"></iframe>
                <object data="{new Uri(secret)}"></object><link rel="prefetch" href="http://127.0.0.1:{port}/f">
                <script>document.body.append("It ran")</script>
                <script src="http://127.0.0.1:{port}/g.js"></script><img src="x" onerror="document.body.append('It ran')" alt="">
                """
            ),
            Cancel
        );

        var text = string.Concat(await Pdf.PagesAsync(made.Value));
        Assert.Contains("Shown", text, StringComparison.Ordinal);
        Assert.DoesNotContain("It ran", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.False(called.IsCompleted, "Somebody asked.");
        File.Delete(secret);
    }

    [Fact]
    public async Task Whoever_takes_too_long_is_ended_with_all_it_has_started_and_leaves_nothing()
    {
        var place = Directory.CreateTempSubdirectory("alliance-test-").FullName;
        var program = await ProgramAsync(
            place,
            $"""
            pwd > {place}/folder
            sleep 300 &
            echo $! > {place}/child
            echo $$ > {place}/parent
            sleep 300
            """
        );
        using var printer = Printer(program, TimeSpan.FromSeconds(2));

        var made = await printer.PrintAsync(new PrintFile("en", "Slow", "", ""), Cancel);

        Assert.Equal("pdf-failed", made.Refusal?.Code);
        foreach (var who in (string[])["child", "parent"])
            await GoneAsync(await File.ReadAllTextAsync(Path.Combine(place, who), Cancel));
        Assert.False(
            Directory.Exists((await File.ReadAllTextAsync(Path.Combine(place, "folder"), Cancel)).Trim()),
            "Its folder is still there."
        );
        Directory.Delete(place, recursive: true);
    }

    [Fact]
    public async Task What_the_server_knows_is_not_told_to_the_program()
    {
        var place = Directory.CreateTempSubdirectory("alliance-test-").FullName;
        Environment.SetEnvironmentVariable("ALLIANCE_TEST_SECRET", "password");
        using var printer = Printer(await ProgramAsync(place, $"env > {place}/env; exit 3"));

        var made = await printer.PrintAsync(new PrintFile("en", "Nothing", "", ""), Cancel);

        Assert.Equal("pdf-failed", made.Refusal?.Code);
        var known = await File.ReadAllTextAsync(Path.Combine(place, "env"), Cancel);
        Assert.Contains("HOME=", known, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", known, StringComparison.Ordinal);
        Directory.Delete(place, recursive: true);
    }

    [Fact]
    public async Task Without_a_program_there_is_no_pdf()
    {
        using var printer = new PdfPrinter(
            Options.Create(new DocumentSettings { SearchedIn = "/nowhere" }),
            NullLogger<PdfPrinter>.Instance
        );
        Assert.False(printer.IsAvailable);
        var made = await printer.PrintAsync(new PrintFile("en", "Nothing", "", ""), Cancel);
        Assert.Equal("pdf-not-available", made.Refusal?.Code);
    }

    [Fact]
    public void A_program_that_is_not_there_stops_the_start() =>
        Assert.True(
            new DocumentSettingsCheck().Validate(null, new DocumentSettings { Chromium = "/usr/bin/chromum" }).Failed
        );

    [Fact]
    public void The_queue_is_short_and_knows_what_it_makes_already()
    {
        var queue = new DocumentQueue(most: 2);
        var file = new PrintFile("en", "One", "", "");
        var first = queue.Ask(new("deal", "a v1", "en"), file);
        Assert.NotNull(first);
        Assert.Same(first, queue.Ask(new("deal", "a v1", "en"), new PrintFile("en", "One", "", "")));
        Assert.NotNull(queue.Ask(new("deal", "a v1", "en"), new PrintFile("en", "Changed", "", "")));
        Assert.Null(queue.Ask(new("deal", "b v1", "en"), file));
        queue.Finish(first, new byte[] { 1 });
        Assert.True(first.Made.IsCompleted);
        // It still stands in the queue until it is taken; nobody else is let in before.
        Assert.Null(queue.Ask(new("deal", "b v1", "en"), file));
    }

    private static PdfPrinter Printer(string? program = null, TimeSpan? longest = null) =>
        new(Options.Create(new DocumentSettings { Chromium = program }), NullLogger<PdfPrinter>.Instance)
        {
            Longest = longest ?? TimeSpan.FromSeconds(60),
        };

    private static async Task<string> ProgramAsync(string place, string script)
    {
        var file = Path.Combine(place, "program");
        await File.WriteAllTextAsync(file, "#!/bin/sh\n" + script + "\n", Cancel);
        using var chmod = Process.Start("chmod", ["700", file]);
        await chmod.WaitForExitAsync(Cancel);
        return file;
    }

    // A process that was killed is gone once its parent has noticed.
    private static async Task GoneAsync(string id)
    {
        var status = $"/proc/{int.Parse(id, CultureInfo.InvariantCulture)}/status";
        for (var tries = 0; tries < 100; tries++)
        {
            if (!File.Exists(status))
                return;
            try
            {
                if ((await File.ReadAllTextAsync(status, Cancel)).Contains("State:\tZ", StringComparison.Ordinal))
                    return;
            }
            catch (IOException)
            {
                return;
            }
            await Task.Delay(50, Cancel);
        }
        Assert.Fail($"The process {id.Trim()} still runs.");
    }
}
