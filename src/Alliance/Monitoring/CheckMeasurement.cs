using Alliance.Deals;
using Alliance.Monitoring.Importing;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring;

/// <summary>Which number somebody has checked, as it was typed.</summary>
/// <param name="Version">The version that was looked at: what was corrected meanwhile has not been checked.</param>
/// <param name="Note">How it was checked.</param>
public sealed record StatedCheck(string Deal, string Commitment, string Period, int Version, string Note);

/// <summary>
/// Another party of the deal says that a number is right: a further version with the same value. Whoever corrects the number
/// later has it unchecked again.
/// </summary>
public sealed class CheckMeasurement(AppDb db, TimeProvider time)
{
    /// <returns>
    /// The measurement with the check. Refused with <c>deal-not-found</c>, <c>promise-not-found</c>, <c>not-allowed</c> (who reported or
    /// promised it does not check it), <c>nothing-to-check</c>, <c>measured-meanwhile</c>, <c>checked-already</c>; or with <c>check-fields</c>: at
    /// <c>note</c> <c>check-note-missing</c>, <c>text-too-long</c>, <c>address-with-password</c>.
    /// </returns>
    public async Task<Outcome<Measurement>> RunAsync(
        Actor actor,
        StatedCheck stated,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow().InWholeSeconds();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.TakeTurnAsync(cancel);
        var found = await FoundPromise.LoadAsync(db, stated.Deal, stated.Commitment, cancel);
        if (found.Refusal is { } missing)
            return missing;
        var (deal, promise, party) = found.Value;
        if (!Period.TryParse(stated.Period, out var period))
            return new Refusal("nothing-to-check");
        if (await OpenImport.HoldsAsync(db, [deal.Id], cancel))
            return new Refusal("import-running");
        var newest = await db
            .Measurements.AsNoTracking()
            .Where(m => m.DealId == deal.Id && m.Commitment == promise.Key && m.Period == period)
            .OrderByDescending(m => m.Version)
            .FirstOrDefaultAsync(cancel);
        if (newest is null || newest.Value is null)
            return new Refusal("nothing-to-check");
        // Who pressed twice is told what happened: by then the newest word is the own one.
        if (newest.Version != stated.Version)
            return new Refusal("measured-meanwhile");
        if (MeasurementRights.ChecksFor(actor, deal, party, newest) is not { } checker)
            return new Refusal("not-allowed");
        if (newest.Trust >= TrustLevel.Checked)
            return new Refusal("checked-already");
        var note = StatedValues.OneLine(stated.Note);
        var wrong =
            note.Length == 0 ? "check-note-missing"
            : note.Length > Measurement.TextLength ? "text-too-long"
            : StatedValues.HasPassword(note) ? "address-with-password"
            : null;
        if (wrong is not null)
            return new Refusal("check-fields") { Fields = [new FieldProblem("note", new Refusal(wrong))] };
        var check = newest.CheckedBy(checker, note, actor.AccountId, now.UtcDateTime);
        db.Measurements.Add(check);
        db.Raise("promise-checked", null, [$"deal:{deal.Identifier}", "measurements"], now);
        await db.SaveChangesAsync(cancel);
        var id = MeasurementDocument.IdOf(deal.Identifier, promise.Key, period, check.Version);
        await Rollups.FollowAsync(db, [deal.Identifier], new HashSet<string> { id }, promise.Key, cancel);
        await transaction.CommitAsync(cancel);
        return check;
    }
}
