using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Alliance.Platform.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

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
        };

    public void AddTo(Command command)
    {
        command.Add(Data);
        command.Add(Db);
    }

    public AllianceSettings Read(ParseResult parsed, string urls = "http://localhost:0")
    {
        var data = Path.GetFullPath(parsed.GetRequiredValue(Data));
        if (File.Exists(data))
            throw new CommandException($"--data takes a folder; {data} is a file.", CommandLine.WrongUsage);
        // Not the option's default: help would print it, with the password.
        var db = parsed.GetValue(Db) ?? Environment.GetEnvironmentVariable("ALLIANCE_DB");
        var settings = new AllianceSettings(data, string.IsNullOrWhiteSpace(db) ? null : db, urls);
        Check(settings.Connection);
        return settings with
        {
            Proxies = Environment.GetEnvironmentVariable("ALLIANCE_PROXIES") ?? "",
            ReadsPerMinute = Number("ALLIANCE_READS_PER_MINUTE", settings.ReadsPerMinute),
            ExportsPerMinute = Number("ALLIANCE_EXPORTS_PER_MINUTE", settings.ExportsPerMinute),
            WritesPerMinute = Number("ALLIANCE_WRITES_PER_MINUTE", settings.WritesPerMinute),
        };
    }

    private static void Check(string connection)
    {
        try
        {
            DbConnectionStringBuilder _ = Database.IsPostgres(connection)
                ? new NpgsqlConnectionStringBuilder(connection)
                : new SqliteConnectionStringBuilder(connection);
        }
        catch (ArgumentException wrong)
        {
            // The message may name the word that is not understood, never the password.
            throw new CommandException(
                $"--db takes a connection string, \"Host=localhost;Database=alliance;Username=alliance;Password=…\". {wrong.Message}",
                CommandLine.WrongUsage,
                wrong
            );
        }
    }

    private static int Number(string variable, int otherwise)
    {
        var text = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrWhiteSpace(text))
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new CommandException($"{variable} takes a number above 0, not {text}.", CommandLine.WrongUsage);
    }
}
