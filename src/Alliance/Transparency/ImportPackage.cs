using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Search;
using Alliance.Platform.Web;
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

/// <param name="Work"><c>checking</c>, <c>storing</c> or <c>moving</c> into the database.</param>
/// <param name="File">The file; empty where all of them are meant.</param>
/// <param name="Done">Bytes that were read.</param>
public readonly record struct ImportProgress(string Work, string File, long Done, long Total)
{
    internal static ImportProgress Of(string work, PackageFile file) =>
        new(work, file.Part.File, file.Stream.Position, file.Stream.Length);
}

/// <summary>
/// Takes a package of the open format in, wholly or not at all. Everything is read and checked before the first write;
/// only what is new or different is written: on SQLite prepared beside the database and moved in at once, on PostgreSQL
/// in one transaction (docs/decisions/0012-imports-on-sqlite.md).
/// </summary>
public sealed class ImportPackage(AppDb db, TimeProvider clock)
{
    public const int MostProblems = 200;
    private const string Event = "package-imported";

    /// <param name="paths">
    /// Folders of the format or single <c>.jsonl</c> files named as in the format; or else tables, <c>.xlsx</c> and
    /// <c>.csv</c>.
    /// </param>
    /// <param name="dryRun">Check and compare only.</param>
    /// <param name="progress">Told what is being done, and how far it has come.</param>
    /// <param name="cancel">Ends it between two batches; nothing is stored then.</param>
    public Task<ImportResult> RunAsync(
        IReadOnlyList<string> paths,
        bool dryRun,
        Action<ImportProgress>? progress = null,
        CancellationToken cancel = default
    ) => RunAsync(paths, dryRun, null, progress, cancel);

    /// <inheritdoc cref="RunAsync(IReadOnlyList{string}, bool, Action{ImportProgress}, CancellationToken)"/>
    /// <param name="by">Whose deals it may hold; null is the operator, who may store everything.</param>
    internal async Task<ImportResult> RunAsync(
        IReadOnlyList<string> paths,
        bool dryRun,
        LoadedBy? by,
        Action<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var problems = new List<Problem>();
        var count = 0;
        void Report(Problem problem)
        {
            if (++count <= MostProblems)
                problems.Add(problem);
        }

        void Tell(ImportProgress now)
        {
            progress?.Invoke(now);
            cancel.ThrowIfCancellationRequested();
        }

        var changes = new List<Change>();
        // Asked first: tables are completed by what is stored already.
        var seen = await db.Outbox.MaxAsync(m => (long?)m.Id, cancel) ?? 0;
        // Kept open from check to storing, so that nobody can exchange what was checked.
        var files = TablePackage.IsMeant(paths)
            ? await TablePackage.ReadAsync(db, paths, by, Report, Tell)
            : PackageFiles.Open(paths, Report);
        try
        {
            var context = new PackageContext { Now = clock.GetUtcNow().UtcDateTime.InWholeSeconds(), By = by };
            await context.LoadAsync(db);
            foreach (var file in files)
            {
                void Advanced() => Tell(ImportProgress.Of("checking", file));
                Advanced();
                await file.Part.CheckAsync(db, file.Stream, context, file.Tell ?? Report, Note, Advanced);
            }
            context.TellUnmet(Report);
            // What this would add to the totals was worked out without those that are still coming in.
            if (
                changes.Find(c => c.File is "measurements.jsonl" or "promise-indicators.jsonl") is { } summed
                && await db
                    .MeasurementImports.Where(i => i.Open != null)
                    .Select(i => i.File)
                    .FirstOrDefaultAsync(cancel)
                    is { } open
            )
                Report(new Problem(summed.File, 0, "", "import-running", open));
            if (count > 0 || dryRun || changes.Count == 0)
                return new ImportResult(problems, count, count > 0 ? [] : changes);
            if (await StoreAsync(files, context, changes, seen, Tell))
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

    /// <summary>False, and nothing stored, when somebody was faster: this was compared with what was before.</summary>
    private async Task<bool> StoreAsync(
        List<PackageFile> files,
        PackageContext context,
        List<Change> changes,
        long seen,
        Action<ImportProgress> tell
    )
    {
        if (db is PostgresDb)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            // Makes this the only import; on SQLite staging does.
            await db.TakeTurnAsync();
            if (!await IsStillTrueAsync(seen, changes))
                return false;
            await WriteAsync(files, context, changes, tell);
            await SumImported.RunAsync(db, changes);
            await FollowImported.RunAsync(db, changes);
            tell(new ImportProgress("indexing", "", 0, 0));
            await IndexAsync(changes, context);
            Raise(changes, context.Now);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        }
        await using var staging = await Staging.BesideAsync(db);
        // Asked twice: here to spare the work, and again when nobody else can write any more.
        if (!await IsStillTrueAsync(seen, changes))
            return false;
        context.Staging = staging;
        await WriteAsync(files, context, changes, tell);
        tell(new ImportProgress("moving", "", 0, 0));
        // Cutting and stemming texts takes longer than others should wait for their turn to write. What is large is
        // indexed afterwards, batch by batch; until that is done the index counts as unfinished, and a start would build it.
        var large = changes.Count > ImportTags.MostChanges;
        // Who starts meanwhile would find an unfinished index and build it too: they wait, as for a migration. (First data is
        // stored under that lock already.)
        using var turn = large
            ? FileLock.TryExclusive(Migrating.LockOf(Database.SqliteFile(db.Database.GetConnectionString()!)))
            : null;
        var moved = await staging.PromoteAsync(
            async () =>
            {
                if (!await IsStillTrueAsync(seen, changes))
                    return false;
                Raise(changes, context.Now);
                return true;
            },
            async () =>
            {
                await SumImported.RunAsync(db, changes);
                await FollowImported.RunAsync(db, changes);
                await (large ? SearchIndex.BeginAsync(db) : IndexAsync(changes, context));
            }
        );
        if (moved && large)
        {
            try
            {
                tell(new ImportProgress("indexing", "", 0, 0));
            }
            catch (OperationCanceledException)
            {
                // Too late: everything is stored, and the search shall find it.
            }
            await IndexAsync(changes, context);
            await SearchIndex.FinishAsync(db);
            db.Raise(
                "search-indexed",
                null,
                ["deals", "organisations", "cities", "practices", "offers"],
                new DateTimeOffset(context.Now)
            );
            await db.SaveChangesAsync();
        }
        return moved;
    }

    private Task IndexAsync(List<Change> changes, PackageContext context)
    {
        var changed = changes.GroupBy(c => c.File).ToDictionary(g => g.Key, g => g.Select(c => c.Id).ToHashSet());
        return IndexImported.RunAsync(db, changed, context.MergesBefore);
    }

    private async Task WriteAsync(
        List<PackageFile> files,
        PackageContext context,
        List<Change> changes,
        Action<ImportProgress> tell
    )
    {
        var changed = changes.GroupBy(c => c.File).ToDictionary(g => g.Key, g => g.Select(c => c.Id).ToHashSet());
        await context.LoadReferencesAsync(db);
        foreach (var file in files)
        {
            if (!changed.TryGetValue(file.Part.File, out var ids))
                continue;
            file.Stream.Position = 0;
            void Advanced() => tell(ImportProgress.Of("storing", file));
            Advanced();
            await file.Part.StoreAsync(db, file.Stream, ids, context, Advanced);
        }
    }

    /// <summary>
    /// No other import came between, nor an act that changed one of our documents. Whatever changes one says so in the
    /// outbox, in the same transaction.
    /// </summary>
    private async Task<bool> IsStillTrueAsync(long seen, List<Change> changes)
    {
        // What is being signed here has taken its names without an event.
        var reserved = await PackageContext.ReservedAsync(db);
        if (
            changes.Exists(c =>
                c.IsNew
                && reserved[
                    c.File == "deals.jsonl" ? "deal"
                    : c.File == "organisations.jsonl" ? "organisation"
                    : ""
                ]
                    .Contains(c.Id)
            )
        )
            return false;
        var sums = changes.Exists(c => c.File is "measurements.jsonl" or "promise-indicators.jsonl");
        if (sums && await db.MeasurementImports.AnyAsync(i => i.Open != null))
            return false;
        var since = await db.Outbox.Where(m => m.Id > seen).Select(m => new { m.Kind, m.Tags }).ToListAsync();
        if (since.Count == 0)
            return true;
        var ours = changes.Select(c => c.Tag).Append(PageStore.Everything).ToHashSet();
        // A file of measurements may have brought some of the same promises.
        if (sums)
            ours.Add("measurement-imports");
        return !since.Exists(m => m.Kind == Event || m.Tags.Split(' ').Any(ours.Contains));
    }

    private void Raise(List<Change> changes, DateTime now) =>
        db.Raise(Event, null, ImportTags.Of(changes), new DateTimeOffset(now));
}
