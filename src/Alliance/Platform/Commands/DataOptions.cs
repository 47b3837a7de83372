using System.CommandLine;

namespace Alliance.Platform.Commands;

/// <summary>
/// The options that say where the data lies, alike on every command. Each may come from the environment instead; a
/// connection string holds a password, which other users of a machine could read from the list of processes.
/// </summary>
public sealed class DataOptions
{
    public Option<string> Data { get; } =
        new("--data")
        {
            Description = "Folder for the SQLite database and attachments (environment: ALLIANCE_DATA)",
            HelpName = "DIR",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ALLIANCE_DATA") ?? "var",
        };

    public Option<string?> Db { get; } =
        new("--db")
        {
            Description =
                "PostgreSQL connection string, \"Host=…;Database=…\"; without it SQLite (environment: ALLIANCE_DB)",
            HelpName = "CONNECTION",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ALLIANCE_DB"),
        };

    public void AddTo(Command command)
    {
        command.Add(Data);
        command.Add(Db);
    }

    public AllianceSettings Read(ParseResult parsed, string urls = "http://localhost:0")
    {
        var data = Path.GetFullPath(parsed.GetRequiredValue(Data));
        var db = parsed.GetValue(Db);
        return new AllianceSettings(data, string.IsNullOrWhiteSpace(db) ? null : db, urls)
        {
            Proxies = Environment.GetEnvironmentVariable("ALLIANCE_PROXIES") ?? "",
        };
    }
}
