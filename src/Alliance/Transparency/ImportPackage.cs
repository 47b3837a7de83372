using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Transparency.Parts;
using Alliance.Transparency.Tables;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency;

/// <summary>What an import found or did.</summary>
/// <param name="Problems">Why nothing was stored; the first <see cref="ImportPackage.MostProblems"/>.</param>
/// <param name="ProblemCount">How many there are in all.</param>
/// <param name="Changes">What was stored, or would be; empty when the package says what is stored already.</param>
public sealed record ImportResult(IReadOnlyList<Problem> Problems, int ProblemCount, IReadOnlyList<Change> Changes)
{
    public bool Refused => ProblemCount > 0;
}

/// <summary>
/// Takes a package of the open format in, wholly or not at all. Everything is read and checked before the first write;
/// only what is new or different is written, in one transaction.
/// </summary>
public sealed class ImportPackage(AppDb db, TimeProvider clock)
{
    public const int MostProblems = 200;
    private const string Event = "package-imported";
    private const long ImportLock = 0x616c6c696d706f72;

    /// <param name="paths">
    /// Folders of the format or single <c>.jsonl</c> files named as in the format; or else tables, <c>.xlsx</c> and
    /// <c>.csv</c>.
    /// </param>
    /// <param name="dryRun">Check and compare only.</param>
    /// <param name="progress">Told the file that is being read or stored.</param>
    public async Task<ImportResult> RunAsync(IReadOnlyList<string> paths, bool dryRun, Action<string>? progress = null)
    {
        var problems = new List<Problem>();
        var count = 0;
        void Report(Problem problem)
        {
            if (++count <= MostProblems)
                problems.Add(problem);
        }

        var changes = new List<Change>();
        // Asked first: tables are completed by what is stored already.
        var last = await LastImportAsync();
        // Kept open from check to storing, so that nobody can exchange what was checked.
        var files = TablePackage.IsMeant(paths)
            ? await TablePackage.ReadAsync(db, paths, Report, progress)
            : PackageFiles.Open(paths, Report);
        try
        {
            // Whole seconds: the databases keep instants with different precision, exports must not differ.
            var now = clock.GetUtcNow().UtcDateTime;
            var context = new PackageContext
            {
                Now = new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Utc),
            };
            await context.LoadAsync(db);
            foreach (var file in files)
            {
                progress?.Invoke(file.Part.File);
                await file.Part.CheckAsync(db, file.Stream, context, file.Tell ?? Report, Note);
            }
            foreach (var problem in context.Unmet())
                Report(problem);
            if (count > 0 || dryRun || changes.Count == 0)
                return new ImportResult(problems, count, count > 0 ? [] : changes);
            if (await StoreAsync(files, context, changes, last, progress))
                return new ImportResult([], 0, changes);
            Report(new Problem(files[0].Part.File, 0, "", "changed-meanwhile"));
            return new ImportResult(problems, count, []);
        }
        finally
        {
            foreach (var file in files)
                await file.Stream.DisposeAsync();
        }

        void Note(Change change)
        {
            if (change is { File: "versions.jsonl", IsNew: false })
                Report(new Problem(change.File, 0, change.Id, "version-differs", string.Join(", ", change.Fields)));
            changes.Add(change);
        }
    }

    private async Task<long> LastImportAsync() =>
        await db.Outbox.Where(m => m.Kind == Event).MaxAsync(m => (long?)m.Id) ?? 0;

    /// <summary>False, and nothing stored, when another import was faster: this one was compared with what was before.</summary>
    private async Task<bool> StoreAsync(
        List<PackageFile> files,
        PackageContext context,
        List<Change> changes,
        long lastImport,
        Action<string>? progress
    )
    {
        var changed = changes.GroupBy(c => c.File).ToDictionary(g => g.Key, g => g.Select(c => c.Id).ToHashSet());
        // SQLite's transaction is the only writer from its beginning; PostgreSQL's becomes the only import by this lock.
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({ImportLock})");
        if (await LastImportAsync() != lastImport)
            return false;
        foreach (var file in files)
        {
            if (!changed.TryGetValue(file.Part.File, out var ids))
                continue;
            progress?.Invoke(file.Part.File);
            file.Stream.Position = 0;
            await file.Part.StoreAsync(db, file.Stream, ids, context);
        }
        // Anything may have changed anywhere: every cached page is rendered anew.
        db.Outbox.Add(
            new OutboxMessage
            {
                Kind = Event,
                Tags = "*",
                OccurredAt = context.Now,
            }
        );
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    }
}
