using System.CommandLine;
using System.Runtime;
using Alliance.Platform.Commands;
using Alliance.Platform.Texts;

namespace Alliance.Monitoring.Importing;

/// <summary>
/// <c>alliance import measurements FILE</c>: 0 all rows count, 1 refused and nothing counts, 2 wrong usage. <c>--discard</c> takes away
/// what a run has stored that did not come to its end.
/// </summary>
public static class ImportMeasurementsCommand
{
    public static Command Create()
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "A table of measurements (.csv); its heads are named as in docs/format.md",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var discard = new Option<bool>("--discard")
        {
            Description = "Take away what an import that was stopped has stored",
        };
        var command = new Command("measurements", "Take many measurements in; they count when all of them are there")
        {
            file,
            discard,
        };
        return command.Acts(
            services => services.AddScoped<ImportMeasurements>(),
            async (parsed, services, cancel) =>
            {
                var import = services.GetRequiredService<ImportMeasurements>();
                var reader = Acting.Reader();
                return parsed.GetValue(discard)
                    ? await DiscardAsync(import, reader, cancel)
                    : await RunAsync(import, parsed.GetValue(file)!, reader, cancel);
            },
            refuse: parsed =>
                parsed.GetValue(discard) == (parsed.GetValue(file) is null) ? Missing(parsed.GetValue(file)) : Usage()
        );
    }

    private static int? Missing(string? file)
    {
        if (file is null || File.Exists(file))
            return null;
        Console.Error.WriteLine(Acting.Reader()["measures-import.no-file", file]);
        return CommandLine.Refused;
    }

    private static int Usage()
    {
        Console.Error.WriteLine(Acting.Reader()["measures-import.usage"]);
        return CommandLine.WrongUsage;
    }

    private static async Task<int> RunAsync(
        ImportMeasurements import,
        string file,
        Reader reader,
        CancellationToken cancel
    )
    {
        // Nobody waits for an answer of this process: collecting beside its work costs a tenth of the time.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        using var progress = Progress.OnTerminal();
        var done = await import.RunAsync(
            file,
            p =>
            {
                if (p.Total > 0)
                    progress.Report(reader["measures-import." + p.Work], p.Done, p.Total);
                else
                    progress.Say(reader["measures-import." + p.Work] + $" {reader.Number(p.Done)}");
            },
            cancel
        );
        progress.Dispose();
        if (done.Refusal is { } refusal)
            throw new CommandException(refusal.In(reader.Language));
        var result = done.Value;
        foreach (var (line, field, why) in result.Problems)
            Console.Error.WriteLine(
                $"{reader["measures-import.line", line]}{(field.Length == 0 ? "" : ", " + field)}: {why.In(reader.Language)}"
            );
        if (result.ProblemCount > result.Problems.Count)
            Console.Error.WriteLine(reader["import.more", result.ProblemCount - result.Problems.Count]);
        if (result.ProblemCount > 0)
        {
            Console.Error.WriteLine(reader.Count("measures-import.refused", result.ProblemCount));
            // The file that was begun is the only one that goes on, so what does not fit any more cannot be mended in it.
            if (result.Resumed > 0)
                Console.Error.WriteLine(reader["measures-import.stuck", result.Resumed]);
            return CommandLine.Refused;
        }
        if (result.Resumed > 0)
            Console.WriteLine(reader["measures-import.resumed", result.Resumed]);
        Console.WriteLine(reader.Count("measures-import.stored", result.Stored));
        return CommandLine.Done;
    }

    private static async Task<int> DiscardAsync(ImportMeasurements import, Reader reader, CancellationToken cancel)
    {
        var gone = await import.DiscardAsync(cancel);
        Console.WriteLine(
            gone is { } rows ? reader.Count("measures-import.discarded", rows) : reader["measures-import.none-open"]
        );
        return CommandLine.Done;
    }
}
