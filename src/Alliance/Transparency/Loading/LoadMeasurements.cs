using Alliance.Monitoring;
using Alliance.Monitoring.Importing;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Transparency.Tables;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Loading;

/// <summary>
/// Who may record measurements takes many of them over from a spreadsheet: first sent and looked at, row by row, then stored wholly
/// or not at all.
/// </summary>
public sealed class LoadMeasurements(AppDb db, KeepTables tables, TimeProvider time)
{
    private const int MostFiles = 1;

    /// <summary>What a form may send.</summary>
    public const int MostBytes = TableLimits.FileBytes + (1 << 20);

    /// <summary>Whether there is anything this person could record; which of it, each row is asked.</summary>
    public static bool MayLoad(Actor actor) =>
        actor.Memberships.Any(m => MeasurementRights.Writing.Roles.Contains(m.Role));

    /// <summary>Keeps the file until it is stored. Refused with <c>not-allowed</c>, and as <see cref="KeepTables.KeepAsync"/>.</summary>
    public async Task<Outcome<string>> KeepAsync(
        Actor actor,
        string submission,
        IReadOnlyList<IFormFile> files,
        CancellationToken cancel = default
    ) =>
        MayLoad(actor)
            ? await tables.KeepAsync(actor, submission, files, MostFiles, cancel)
            : new Refusal("not-allowed");

    /// <summary>
    /// What storing would do, or why it is refused. Refused with <c>not-allowed</c>, <c>table-not-found</c> (not this person's, stored already, or
    /// older than a day).
    /// </summary>
    public async Task<Outcome<LookedTable>> LookAsync(
        Actor actor,
        string submission,
        CancellationToken cancel = default
    )
    {
        if (!MayLoad(actor))
            return new Refusal("not-allowed");
        if (await tables.Of(actor, submission).AsNoTracking().FirstOrDefaultAsync(cancel) is not { } file)
            return new Refusal("table-not-found");
        var problems = new List<Problem>();
        try
        {
            var rows = MeasurementRows.Read(file.Name, file.Content, problems.Add);
            if (rows.Count == 0 && problems.Count == 0)
                problems.Add(new Problem(file.Name, 0, "", "table-empty"));
            return new LookedTable(problems, await JudgeRows.RunAsync(db, actor, rows, Now(), cancel));
        }
        catch (TableException broken)
        {
            return new LookedTable([broken.In(file.Name)], []);
        }
    }

    /// <summary>
    /// Stores it wholly; where a row is wrong by now, nothing of it. Refused as <see cref="LookAsync"/>, and with
    /// <c>import-running</c>: the table stays kept for another try.
    /// </summary>
    public async Task<Outcome<LookedTable>> StoreAsync(
        Actor actor,
        string submission,
        CancellationToken cancel = default
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.TakeTurnAsync(cancel);
        var looked = await LookAsync(actor, submission, cancel);
        if (looked.Refusal is not null || looked.Value.Wrong > 0)
            return looked;
        var now = Now();
        var fresh = looked.Value.New.ToList();
        var ids = fresh.Select(m => m.DealId).Distinct().ToList();
        if (await OpenImport.HoldsAsync(db, ids, cancel))
            return new Refusal("import-running");
        foreach (var measured in fresh)
            await RecordMeasurement.AddAsync(db, measured, now, cancel);
        var deals = await db
            .Deals.Where(d => ids.Contains(d.Id))
            .ToDictionaryAsync(d => d.Id, d => d.Identifier, cancel);
        db.Raise("promise-measured", null, [.. deals.Values.Select(d => "deal:" + d), "measurements"], now);
        await db.SaveChangesAsync(cancel);
        var came = fresh.Select(m => MeasurementDocument.IdOf(deals[m.DealId], m.Commitment, m.Period, m.Version));
        await Rollups.FollowAsync(db, deals.Values, came.ToHashSet(StringComparer.Ordinal), cancel: cancel);
        await tables.Of(actor, submission).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return looked;
    }

    // Whole seconds, as in the format: what goes out comes back the same.
    private DateTimeOffset Now() => time.GetUtcNow().InWholeSeconds();
}
