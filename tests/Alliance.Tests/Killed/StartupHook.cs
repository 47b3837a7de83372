using System.Diagnostics;

/// <summary>
/// Loaded by the runtime into a server that a test starts (<c>DOTNET_STARTUP_HOOKS</c>), so that the program itself knows
/// nothing of it: ends the process, as <c>kill -9</c> does, when it comes to the point that <c>KILLED_AT</c> names. Armed by
/// a file (<c>KILLED_WHEN</c>), which is removed before: each file kills once.
/// </summary>
#pragma warning disable MA0047 // The runtime looks for this name, without a namespace.
internal static class StartupHook
{
    // Set while a POST is answered, also in what it awaits.
    private static readonly AsyncLocal<bool> Posting = new();

    // Mails are sent one after the other.
    private static volatile bool acknowledging;

    // So are events.
    private static volatile bool appending;
    private static volatile bool appended;

    private static int parts;
    private static int mailings;

    private static readonly string? At = Environment.GetEnvironmentVariable("KILLED_AT");
    private static readonly string? When = Environment.GetEnvironmentVariable("KILLED_WHEN");

    public static void Initialize()
    {
        if (At is not null && When is not null)
            DiagnosticListener.AllListeners.Subscribe(new Listeners());
    }

    private static void Heard(string happened, object? about)
    {
        switch (happened)
        {
            case "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start":
                Posting.Value = Text(about, "Request.Method") == "POST";
                break;
            case "Microsoft.EntityFrameworkCore.Database.Transaction.TransactionCommitting" when Posting.Value:
                Reach("before-commit");
                break;
            case "Microsoft.EntityFrameworkCore.Database.Transaction.TransactionCommitted" when Posting.Value:
                Reach("after-commit");
                break;
            // The log takes one entry at a time; its event is noted as handled afterwards.
            case "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting"
                when Writes(about, "INSERT", "log_entries", "leaf_hash"):
                appending = true;
                break;
            case "Microsoft.EntityFrameworkCore.Database.Transaction.TransactionCommitting" when appending:
                Reach("before-append-commit");
                break;
            case "Microsoft.EntityFrameworkCore.Database.Transaction.TransactionCommitted" when appending:
                (appending, appended) = (false, true);
                Reach("after-append-commit");
                break;
            case "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting"
                when appended && Writes(about, "UPDATE", "outbox", "processed_at"):
                appended = false;
                Reach("before-append-acknowledge");
                break;
            // What came of a run is noted after the work.
            case "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting"
                when Writes(about, "UPDATE", "job_runs", "problem"):
                Reach("before-job-noted");
                break;
            // A city's mails are stored together, and those of the next city after them.
            case "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting"
                when Writes(about, "INSERT", "report_links", "hash") && ++mailings == 2:
                Reach("before-second-mails");
                break;
            // A file of measurements comes in part by part; the first one is stored then.
            case "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting"
                when Writes(about, "UPDATE", "measurement_imports", "done") && ++parts == 2:
                Reach("before-second-part");
                break;
            // A mail is leased before it is handed over, and noted afterwards.
            case "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuted"
                when Writes(about, "UPDATE", "mails", "attempts"):
                Reach("before-send");
                break;
            case "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting"
                when Writes(about, "UPDATE", "mails", "sent_at"):
                Reach("before-acknowledge");
                break;
            // SQLite has not committed before the statement's answer was read: the whole write is waited for.
            case "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuted"
                when Writes(about, "UPDATE", "mails", "sent_at"):
                acknowledging = true;
                break;
            case "Microsoft.EntityFrameworkCore.Update.SaveChangesCompleted" when acknowledging:
                acknowledging = false;
                Reach("after-acknowledge");
                break;
        }
    }

    private static bool Writes(object? about, string verb, string table, string column) =>
        Text(about, "Command.CommandText") is { } sql
        && sql.Contains(verb, StringComparison.Ordinal)
        && sql.Contains(table, StringComparison.Ordinal)
        && sql.Contains(column, StringComparison.Ordinal);

    private static void Reach(string point)
    {
        if (point != At || !File.Exists(When))
            return;
        File.Delete(When);
        using var own = Process.GetCurrentProcess();
        own.Kill();
        // Nothing more happens in this process.
        Thread.Sleep(Timeout.Infinite);
    }

    // By name: this file is loaded before the program's own libraries.
    private static string? Text(object? about, string path)
    {
        foreach (var name in path.Split('.'))
            about = about?.GetType().GetProperty(name)?.GetValue(about);
        return about as string;
    }

    private sealed class Listeners : IObserver<DiagnosticListener>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name is "Microsoft.EntityFrameworkCore" or "Microsoft.AspNetCore")
                value.Subscribe(new Events());
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }

    private sealed class Events : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value) => Heard(value.Key, value.Value);

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }
}
