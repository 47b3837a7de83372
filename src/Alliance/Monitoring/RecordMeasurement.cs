using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Monitoring.EvidenceFiles;
using Alliance.Monitoring.Health;
using Alliance.Monitoring.Importing;
using Alliance.Monitoring.Reporting;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring;

/// <summary>Records a measurement of a promise.</summary>
public sealed class RecordMeasurement(AppDb db, KeepEvidence evidence, TimeProvider time)
{
    /// <returns>
    /// The measurement. Refused with <c>deal-not-found</c>, <c>promise-not-found</c>, <c>not-allowed</c>,
    /// <c>not-concluded-here</c>, <c>import-running</c>, <c>measured-already</c>, <c>measured-meanwhile</c>, <c>period-overlaps</c>; or with <c>check-fields</c>: at <c>period</c>
    /// <c>bad-period</c>, <c>period-not-over</c>; at <c>value</c> <c>value-missing</c>, <c>value-or-notation</c>, <c>not-a-number</c>,
    /// <c>number-too-fine</c>, <c>number-too-large</c>;
    /// at <c>unit</c> <c>unit-missing</c>, <c>unit-differs</c>; at <c>span</c> <c>span-missing</c>, <c>span-is-fixed</c>; at <c>source</c> <c>source-missing</c>; at <c>evidence</c> <c>bad-address</c>; at <c>file</c> <c>link-or-file</c>, <c>too-many-evidence-files</c>; at <c>reason</c>
    /// <c>reason-missing</c>; at each text <c>text-too-long</c>, <c>address-with-password</c>.
    /// </returns>
    public async Task<Outcome<Measurement>> RunAsync(
        Actor actor,
        StatedMeasurement stated,
        CancellationToken cancel = default
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var recorded = await InTransactionAsync(actor, stated, cancel);
        if (recorded.Refusal is null)
            await transaction.CommitAsync(cancel);
        return recorded;
    }

    /// <summary>The same within a transaction of the caller's, who commits it unless this is refused.</summary>
    internal async Task<Outcome<Measurement>> InTransactionAsync(
        Actor actor,
        StatedMeasurement stated,
        CancellationToken cancel
    )
    {
        // Whether periods overlap no index can say: one after another.
        await db.TakeTurnAsync(cancel);
        // Whole seconds, as in the format: what goes out comes back the same.
        var now = time.GetUtcNow().InWholeSeconds();
        var found = await FoundPromise.LoadAsync(db, stated.Deal, stated.Commitment, cancel);
        if (found.Refusal is { } missing)
            return missing;
        var (deal, promise, party) = found.Value;
        if (!MeasurementRights.MayRecord(actor, deal, party))
            return new Refusal("not-allowed");
        if (deal.State is null)
            return new Refusal("not-concluded-here");
        if (await OpenImport.HoldsAsync(db, [deal.Id], cancel))
            return new Refusal("import-running");
        var before = PromiseProgress.Of(
            deal,
            promise,
            await db
                .Measurements.AsNoTracking()
                .Where(m => m.DealId == deal.Id && m.Commitment == promise.Key)
                .ToListAsync(cancel),
            await DealProgress.Chosen(db, deal.Id).SingleOrDefaultAsync(c => c.Commitment == promise.Key, cancel)
        );
        if (stated.File is not null && stated.Evidence.Trim().Length > 0)
            return Wrong(new Refusal("link-or-file"));
        if (stated.File is { } file)
        {
            if (await evidence.AddAsync(deal.Id, promise.Key, file, now.UtcDateTime, cancel) is { } full)
                return Wrong(full);
            stated = stated with { Evidence = evidence.AddressOf(file) };
        }
        var today = (await CityClock.LoadAsync(db, deal.CityId, now, cancel)).Today;
        var judged = Judge(stated, deal.Id, before, Author.Of(actor, party), now, today);
        if (judged.Refusal is { } wrong)
            return wrong;
        var measurement = judged.Value;
        await AddAsync(db, measurement, now, cancel);
        db.Raise("promise-measured", null, [$"deal:{deal.Identifier}", "measurements"], now);
        await db.SaveChangesAsync(cancel);
        var id = MeasurementDocument.IdOf(deal.Identifier, promise.Key, measurement.Period, measurement.Version);
        await Rollups.FollowAsync(db, [deal.Identifier], new HashSet<string> { id }, promise.Key, cancel);
        return measurement;

        static Refusal Wrong(Refusal why) => new("check-fields") { Fields = [new FieldProblem("file", why)] };
    }

    /// <summary>Adds what was judged, with what ends by it; the caller saves, and has the totals follow.</summary>
    internal static async Task AddAsync(AppDb db, Measurement measured, DateTimeOffset now, CancellationToken cancel)
    {
        db.Measurements.Add(measured);
        await OverrideHealth.EndAsync(db, measured.DealId, measured.Commitment, now, cancel);
        // Whoever was asked for it has answered.
        await db
            .ReportQuestions.Where(q =>
                q.DealId == measured.DealId
                && q.Commitment == measured.Commitment
                && q.Period == measured.Period
                && q.AnsweredAt == null
            )
            .ExecuteUpdateAsync(s => s.SetProperty(q => q.AnsweredAt, now.UtcDateTime), cancel);
    }

    /// <summary>The measurement that would be stored, or why not; reads and writes nothing.</summary>
    /// <param name="today">The city's day: a period is over when its last day is over there.</param>
    internal static Outcome<Measurement> Judge(
        StatedMeasurement stated,
        long deal,
        PromiseProgress before,
        Author author,
        DateTimeOffset now,
        DateOnly today
    )
    {
        var read = StatedValues.Read(stated, before, today);
        if (read.Refusal is { } wrong)
            return wrong;
        var value = read.Value;
        var newest = before.Current.FirstOrDefault(m => m.Period == value.Period);
        if (newest is not null && stated.Corrects == 0)
            return new Refusal("measured-already", stated.Period);
        if (stated.Corrects != (newest?.Version ?? 0))
            return new Refusal("measured-meanwhile");
        // Where there is no number, nothing is counted twice.
        if (
            value.Value is not null
            && before.Current.FirstOrDefault(m =>
                m.Value is not null && m.Period != value.Period && m.Period.Overlaps(value.Period)
            )
                is { } other
        )
            return new Refusal("period-overlaps", $"{other.Period}");
        return new Measurement
        {
            DealId = deal,
            Commitment = before.Promise.Key,
            Period = value.Period,
            Span = value.Span,
            Version = stated.Corrects + 1,
            Value = value.Value,
            Unit = value.Unit,
            Per = value.Value is null ? null : before.Per,
            StatedValue = value.StatedValue,
            StatedUnit = value.StatedUnit,
            Notation = value.Notation,
            Method = value.Method,
            Source = value.Source,
            Evidence = value.Evidence,
            Trust = value.Evidence is null ? TrustLevel.Declared : TrustLevel.EvidenceAttached,
            Note = value.Note,
            Reason = value.Reason,
            ByOrganisationId = author.OrganisationId,
            OnBehalf = author.OnBehalf,
            AccountId = author.AccountId,
            RecordedAt = now.UtcDateTime,
        };
    }
}
