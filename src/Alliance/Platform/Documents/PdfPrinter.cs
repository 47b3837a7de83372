using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Alliance.Platform.Documents;

/// <summary>
/// Prints a page to a tagged PDF by a Chromium of this machine, one at a time: it takes a processor and 200 MB while it
/// works. docs/decisions/0017-documents.md tells what holds it.
/// </summary>
public sealed class PdfPrinter(IOptions<DocumentSettings> settings, ILogger<PdfPrinter> log) : IDisposable
{
    private readonly DocumentSettings settings = settings.Value;
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>After this it is ended, with everything it has started.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(60);

    public bool IsAvailable => settings.Program is not null;

    public void Dispose() => turn.Dispose();

    /// <summary>The PDF. Refused with <c>pdf-not-available</c> (there is no Chromium) or <c>pdf-failed</c>.</summary>
    public async Task<Outcome<byte[]>> PrintAsync(PrintFile file, CancellationToken cancel = default)
    {
        if (settings.Program is not { } program)
            return new Refusal("pdf-not-available");
        await turn.WaitAsync(cancel);
        try
        {
            // Its own, so that nothing is left from one document to the next.
            var folder = Directory.CreateTempSubdirectory("alliance-pdf-").FullName;
            try
            {
                return await PrintAsync(program, folder, file, cancel);
            }
            finally
            {
                await RemoveAsync(folder);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<Outcome<byte[]>> PrintAsync(
        string program,
        string folder,
        PrintFile file,
        CancellationToken cancel
    )
    {
        var (input, output) = (Path.Combine(folder, "in.html"), Path.Combine(folder, "out.pdf"));
        await File.WriteAllTextAsync(input, file.Html, cancel);
        using var process = new Process { StartInfo = Start(program, folder, input, output) };
        // What it says is about its own surroundings (no D-Bus, no display); whether it worked, the file tells.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(Longest);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            log.LogWarning("Chromium took more than {Seconds} seconds for a PDF and was ended", Longest.TotalSeconds);
            return new Refusal("pdf-failed");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        if (process.ExitCode == 0 && File.Exists(output))
            return await File.ReadAllBytesAsync(output, cancel);
        log.LogWarning("Chromium made no PDF (exit code {Code})", process.ExitCode);
        return new Refusal("pdf-failed");
    }

    private ProcessStartInfo Start(string program, string folder, string input, string output)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
            ArgumentList =
            {
                "--headless",
                $"--print-to-pdf={output}",
                "--no-pdf-header-footer",
                "--export-tagged-pdf",
                "--generate-pdf-document-outline",
                $"--user-data-dir={Path.Combine(folder, "profile")}",
                // No name and no address leads anywhere. Scripts are switched off by the page's own policy: the switch for
                // it would switch off Chromium's printing too, which is a script of its own.
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--disable-gpu",
                // Containers have little of it.
                "--disable-dev-shm-usage",
                "--no-first-run",
            },
        };
        // Chromium refuses to start its sandbox as root, and cannot where namespaces are forbidden.
        if (!settings.ChromiumSandbox || Environment.IsPrivilegedProcess)
            start.ArgumentList.Add("--no-sandbox");
        start.ArgumentList.Add(new Uri(input).AbsoluteUri);
        // The server's environment may hold the password of the database.
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["HOME"] = start.Environment["TMPDIR"] = folder;
        start.Environment["LANG"] = "C.UTF-8";
        return start;
    }

    // What dies a moment later than its parent may still write into it.
    private async Task RemoveAsync(string folder)
    {
        for (var tries = 1; ; tries++)
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException left) when (tries < 10)
            {
                log.LogDebug(left, "The folder of a printed page is still in use");
                await Task.Delay(TimeSpan.FromMilliseconds(100 * tries));
            }
            catch (IOException left)
            {
                log.LogWarning(left, "The folder of a printed page could not be removed: {Folder}", folder);
                return;
            }
    }
}
