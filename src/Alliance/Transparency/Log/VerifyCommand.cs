using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Alliance.Platform.Commands;
using Alliance.Platform.Exchange;
using Alliance.Transparency.Handing;

namespace Alliance.Transparency.Log;

/// <summary><c>alliance verify</c>: checks a log, what it says of a deal, or a signed package, and names what is wrong.</summary>
internal static partial class VerifyCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("ADDRESS|FILE")
        {
            Description =
                "An Alliance (https://deals.example.org), one of its deals or versions, or a file saved from …/versions/N/proof or …/package",
        };
        var checkpoint = new Option<string?>("--checkpoint")
        {
            Description = "A checkpoint that you kept: the log must go on from it",
            HelpName = "FILE",
        };
        var key = new Option<string?>("--key")
        {
            Description = "The log's public key, if you know it from elsewhere: no other will do",
            HelpName = "KEY",
        };
        var command = new Command("verify", "Check what the log says, from the documents to the signed checkpoint")
        {
            what,
            checkpoint,
            key,
        };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var kept = parsed.GetValue(checkpoint) is { } file ? Encoding.UTF8.GetString(Read(file)) : null;
                using var progress = Progress.OnTerminal();
                var found = new Findings(finding =>
                {
                    progress.Dispose();
                    Console.WriteLine(finding);
                });
                await RunAsync(
                    found,
                    progress,
                    parsed.GetRequiredValue(what),
                    kept?.TrimStart('\uFEFF'),
                    parsed.GetValue(key),
                    cancel
                );
                progress.Dispose();
                var wrong = found.All.Count(f => !f.Right);
                Console.WriteLine(wrong == 0 ? "Everything is right." : $"{wrong} of {found.All.Count} are wrong.");
                return wrong == 0 ? CommandLine.Done : CommandLine.Refused;
            }
        );
        return command;
    }

    private static async Task RunAsync(
        Findings found,
        Progress progress,
        string what,
        string? kept,
        string? key,
        CancellationToken cancel
    )
    {
        if (!Uri.TryCreate(what, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            var file = Read(what);
            if (!HandedFile.Is(file))
                BundleCheck.Run(found, file, kept, key);
            else if (kept is null)
                HandedFile.Check(found, file, key);
            else
                throw new CommandException(
                    "A signed package does not show how the log goes on: --checkpoint is for proofs and sites.",
                    CommandLine.WrongUsage
                );
            return;
        }
        using var http = LogReader.NewClient();
        var site = new LogReader(http, new Uri(address, "/"));
        if (await DealAsync(site, address, cancel) is not { } asked)
        {
            await new SiteCheck(site, found, progress.Report).RunAsync(kept, key, cancel);
            return;
        }
        var deal = asked.Deal;
        var numbers = asked.Number is { } one ? [one] : await NumbersAsync(site, deal, cancel);
        if (numbers.Count == 0)
            throw new CommandException($"The log says nothing of {deal}.");
        var since = await SinceAsync(site, kept, cancel);
        foreach (var version in numbers)
        {
            Console.WriteLine($"{deal}, version {version}");
            if (await site.FindAsync(VersionsCheck.ProofPath(deal, version) + since, cancel) is { } bundle)
                BundleCheck.Run(found, bundle, kept, key);
            else
                found.Wrong("file", "the log says nothing of this version, or it is not shown.");
        }
    }

    /// <summary>The deal that the address means, and the version; null for the whole site.</summary>
    private static async Task<(string Deal, int? Number)?> DealAsync(
        LogReader site,
        Uri address,
        CancellationToken cancel
    )
    {
        if (ApiAddress().Match(address.AbsolutePath) is { Success: true } api)
            return Named(api);
        if (!PageAddress().IsMatch(address.AbsolutePath))
            return null;
        // A page names the address of its document.
        return
            await site.FindAsync(address, cancel) is { } page
            && Alternate().Match(Encoding.UTF8.GetString(page)) is { Success: true } named
            ? Named(named)
            : throw new CommandException($"{address} is no page of a deal.");
    }

    private static (string, int?) Named(Match match) =>
        (
            Uri.UnescapeDataString(match.Groups["deal"].Value),
            int.TryParse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null
        );

    private static async Task<List<int>> NumbersAsync(LogReader site, string deal, CancellationToken cancel)
    {
        var path = $"log/entries?limit=1000&deal={Uri.EscapeDataString(deal)}";
        if (await site.FindAsync(path, cancel) is not { } answer || BundleShape.Strict(answer) is not { } page)
            throw new CommandException($"{site.Site} has no log that can be read.");
        var numbers = new SortedSet<int>();
        foreach (var entry in SiteCheck.TryItems(page, out var items) ? items : [])
            if (
                entry.TryGetProperty("statement", out var statement)
                && statement.ValueKind == JsonValueKind.Object
                && statement.TryGetProperty("number", out var number)
                && number.TryGetInt32(out var found)
            )
                numbers.Add(found);
        return [.. numbers];
    }

    // Asked for only where the log can show it: of a log that has become shorter, the check itself tells.
    private static async Task<string> SinceAsync(LogReader site, string? kept, CancellationToken cancel)
    {
        var present = await site.FindAsync("log/checkpoint", cancel);
        if (
            kept is null
            || present is null
            || CheckpointCheck.Loose(kept) is not { Checkpoint: { Size: > 0 } earlier }
            || Checkpoint.Read(Encoding.UTF8.GetString(present)) is not { } signed
            || earlier.Size >= signed.Checkpoint.Size
        )
            return "";
        return string.Create(CultureInfo.InvariantCulture, $"?since={earlier.Size}");
    }

    private static byte[] Read(string file)
    {
        if (!OrdinaryFile.Is(file))
            throw new CommandException($"There is no file {file}.", CommandLine.WrongUsage);
        return File.ReadAllBytes(file);
    }

    [GeneratedRegex(
        @"^/api/v1/deals/(?<deal>[^/]+)(/versions(/(?<number>[0-9]+)(/proof)?)?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex ApiAddress();

    [GeneratedRegex("^/[a-z]{2}/deals/[^/.]+$", RegexOptions.None, 1000)]
    private static partial Regex PageAddress();

    [GeneratedRegex(
        "type=\"application/json\" href=\"/api/v1/deals/(?<deal>[^\"/]+)\"",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Alternate();
}
