using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Transparency.Log;

/// <summary><c>tools/verify.mjs</c>: the second checker, which shares no code with the first.</summary>
internal static class NodeChecker
{
    public sealed record Check(string File, string? Kept = null, string? Key = null);

    public sealed record Line(string What, bool Right);

    // One process for many checks: starting Node.js takes longer than a thousand of them.
    private const string Checking = """
        import { check } from "{program}";
        import { createInterface } from "node:readline";
        for await (const line of createInterface({ input: process.stdin })) {
          const { file, kept, key } = JSON.parse(line);
          const found = check(Buffer.from(file, "base64"), kept ?? undefined, key ?? undefined);
          console.log(JSON.stringify(found.map(({ what, right }) => ({ what, right }))));
        }
        """;

    private const string Writing = """
        import { canonical, parse } from "{program}";
        import { createInterface } from "node:readline";
        for await (const line of createInterface({ input: process.stdin })) {
          let said = null;
          try {
            said = canonical(parse(JSON.parse(line)));
          } catch {}
          console.log(JSON.stringify(said));
        }
        """;

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static string Program { get; } = Path.Combine(Repository.Root, "tools", "verify.mjs");

    public static async Task<List<List<Line>>> RunAsync(IReadOnlyList<Check> checks)
    {
        var lines = await RunAsync(
            Checking,
            checks.Select(c =>
                JsonSerializer.Serialize(
                    new
                    {
                        file = Convert.ToBase64String(Encoding.UTF8.GetBytes(c.File)),
                        kept = c.Kept,
                        key = c.Key,
                    }
                )
            )
        );
        Assert.Equal(checks.Count, lines.Count);
        return lines.ConvertAll(l => JsonSerializer.Deserialize<List<Line>>(l, Web)!);
    }

    /// <summary>Each JSON text in its canonical form; null where it is refused.</summary>
    public static async Task<List<string?>> CanonicalAsync(IReadOnlyList<string> texts)
    {
        var lines = await RunAsync(Writing, texts.Select(t => JsonSerializer.Serialize(t)));
        Assert.Equal(texts.Count, lines.Count);
        return lines.ConvertAll(l => JsonSerializer.Deserialize<string?>(l));
    }

    /// <summary>The command, as a reader types it.</summary>
    public static async Task<Cli.Result> CommandAsync(params string[] arguments)
    {
        using var process = Start([Program, .. arguments]);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new Cli.Result(process.ExitCode, await output, await errors);
    }

    private static async Task<List<string>> RunAsync(string script, IEnumerable<string> input)
    {
        script = script.Replace("{program}", new Uri(Program).AbsoluteUri, StringComparison.Ordinal);
        using var process = Start(["--input-type=module", "--eval", script]);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        foreach (var line in input)
            await process.StandardInput.WriteLineAsync(line);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static Process Start(IEnumerable<string> arguments) =>
        Process.Start(
            new ProcessStartInfo("node", arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
}
