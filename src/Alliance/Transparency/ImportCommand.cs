using System.CommandLine;
using Alliance.Platform.Commands;
using Alliance.Platform.Texts;

namespace Alliance.Transparency;

/// <summary><c>alliance import PATH… [--dry-run]</c>: 0 stored (or nothing to change), 1 refused, 2 wrong usage.</summary>
public static class ImportCommand
{
    private const int MostChanges = 100;

    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Folders in the open format, single .jsonl files of it, or tables (.xlsx, .csv)",
            Arity = ArgumentArity.OneOrMore,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check and say what would change; write nothing" };
        var command = new Command("import", "Take a package of the open format, or tables, in: wholly or not at all")
        {
            paths,
            dryRun,
        };
        return command.Acts(
            services => services.AddPackages(),
            async (parsed, services, cancel) =>
            {
                var dry = parsed.GetValue(dryRun);
                var reader = Acting.Reader();
                using var progress = Progress.OnTerminal();
                void Show(ImportProgress p)
                {
                    if (p.Total == 0)
                        progress.Say(reader["import." + p.Work, p.File]);
                    else
                        progress.Report(reader["import." + p.Work, p.File], p.Done, p.Total);
                }
                var result = await services
                    .GetRequiredService<ImportPackage>()
                    .RunAsync(parsed.GetRequiredValue(paths), dry, Show, cancel);
                progress.Dispose();
                return Tell(result, dry, reader);
            },
            creates: true,
            refuse: parsed => Missing(parsed.GetRequiredValue(paths), parsed.GetValue(dryRun))
        );
    }

    // Asked before there is a database: a mistyped path should not leave an empty one behind.
    private static int? Missing(IEnumerable<string> paths, bool dryRun)
    {
        var missing = paths.Where(p => !Path.Exists(p)).Select(p => new Problem(p, 0, "", "file-missing")).ToList();
        return missing.Count == 0 ? null : Tell(new ImportResult(missing, missing.Count, []), dryRun, Acting.Reader());
    }

    private static int Tell(ImportResult result, bool dryRun, Reader reader)
    {
        if (result.Refused)
        {
            foreach (var problem in result.Problems)
                Console.Error.WriteLine(problem.In(reader));
            if (result.ProblemCount > result.Problems.Count)
                Console.Error.WriteLine(reader["import.more", result.ProblemCount - result.Problems.Count]);
            Console.Error.WriteLine(reader.Count("import.refused", result.ProblemCount));
            return CommandLine.Refused;
        }
        if (result.Changes.Count == 0)
        {
            Console.WriteLine(reader["import.unchanged"]);
            return CommandLine.Done;
        }
        foreach (var change in result.Changes.Where(c => dryRun || !c.IsNew).Take(MostChanges))
            Console.WriteLine(
                change.IsNew
                    ? reader["import.new", change.File, change.Id]
                    : reader["import.changed", change.File, change.Id, string.Join(", ", change.Fields)]
            );
        var isNew = result.Changes.Count(c => c.IsNew);
        Console.WriteLine(reader[dryRun ? "import.would-store" : "import.stored", isNew, result.Changes.Count - isNew]);
        return CommandLine.Done;
    }
}
