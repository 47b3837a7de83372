using Alliance.Deals.Documents;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Signing;

/// <summary>
/// Everyone it needs has signed: the fixed text becomes a version of a deal in force, and public. Called by the last
/// signature, or by the day from which it may be public.
/// </summary>
public sealed class ConcludeDeal(AppDb db, TimeProvider time)
{
    /// <summary>All needed signatures are there, and the day has come.</summary>
    internal static bool IsDue(Draft draft, Release release, DealDocument document, DateTime now) =>
        document
            .Parties.Where(p => SignDeal.IsNeeded(p.Role))
            .All(p => release.Signatures.Exists(s => s.Party == p.Key))
        && (draft.PublicFrom is not { } day || day <= DateOnly.FromDateTime(now));

    /// <summary>Stores everything together with what the caller has changed, or nothing.</summary>
    internal async Task RunAsync(Draft draft, Release release, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var fixedText = FixedDocument.Of(release);
        var signed = release.Signatures.Max(s => s.At);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.TakeTurnAsync(cancel);
        var (organisations, fresh) = await OrganisationsAsync(draft, fixedText, cancel);
        var references = await ReferencesAsync(fixedText, organisations, cancel);
        var stored = await db
            .Deals.Include(d => d.Areas)
            .Include(d => d.Parties)
            .Include(d => d.Commitments)
            .Include(d => d.Indicators)
            .AsSplitQuery()
            .SingleOrDefaultAsync(d => d.Identifier == fixedText.Id, cancel);
        if (stored is not null && stored.Id != draft.DealId)
            throw new InvalidOperationException($"{fixedText.Id} is another deal than the one that was signed.");
        // What the parties could not sign, because it was not known yet: the day of the last signature.
        var document = fixedText with
        {
            Agreed = stored?.Agreed ?? PartialDate.Of(DateOnly.FromDateTime(signed)),
            State = DealState.InForce,
            Delivery = stored?.Delivery ?? Delivery.Planned,
        };
        var deal = document.Apply(stored, references, now.UtcDateTime);
        if (stored is null)
            db.Deals.Add(deal);
        var version = VersionDocument.Row(
            deal.Id,
            release.Number,
            VersionKind.Released,
            now.UtcDateTime.InWholeSeconds(),
            fixedText,
            references,
            document.Agreed
        );
        deal.Versions.Add(version);
        foreach (var signature in release.Signatures)
            signature.Version = version;
        draft.Deal = deal;
        draft.MoveTo(DraftStage.Concluded, now.UtcDateTime);
        db.Raise(
            DealInForce.Kind,
            new DealInForce(fixedText.Id, release.Number, release.Hash, now.UtcDateTime),
            [
                "deals",
                "cities",
                "organisations",
                $"deal:{fixedText.Id}",
                $"city:{fixedText.City}",
                .. organisations.Select(o => $"organisation:{o.Identifier}"),
            ],
            now
        );
        if (fixedText.Renews is { } renewed)
            await RenewAsync(renewed, now, cancel);
        await db.SaveChangesAsync(cancel);
        await SearchIndex.WriteAsync(
            db,
            new Dictionary<SearchSource, HashSet<long>>
            {
                // Of those that were there nothing has changed; and whatever names one, a city's every deal, would be indexed anew with it.
                [OrganisationTerms.Source] = [.. fresh.Select(o => o.Id)],
                [DealTerms.Source] = [deal.Id],
            },
            cancel
        );
        await transaction.CommitAsync(cancel);
    }

    // The deal it follows on is renewed by this very moment.
    private async Task RenewAsync(string identifier, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.Deals.SingleOrDefaultAsync(d => d.Identifier == identifier, cancel) is not { } before)
            return;
        // A deal that was signed elsewhere has no state here; that it is followed on is said by the new one.
        if (before.State is null)
            return;
        (before.State, before.ChangedAt) = (DealState.Renewed, now.UtcDateTime);
        // What was completed before has ended then.
        before.Ended ??= new Ending(PartialDate.Of(DateOnly.FromDateTime(now.UtcDateTime)));
        var last = await db
            .DealVersions.Where(v => v.DealId == before.Id)
            .OrderByDescending(v => v.Number)
            .Select(v => new { v.Number, v.Hash })
            .FirstAsync(cancel);
        db.Raise(
            DealEnded.Kind,
            new DealEnded(identifier, last.Number, last.Hash, DealState.Renewed, null, now.UtcDateTime),
            ["deals", $"deal:{identifier}"],
            now
        );
    }

    /// <summary>The organisations of all parties; those that are new here come into the register now.</summary>
    private async Task<(List<Organisation> All, List<Organisation> Fresh)> OrganisationsAsync(
        Draft draft,
        DealDocument document,
        CancellationToken cancel
    )
    {
        var names = document.Parties.Select(p => p.Organisation).OfType<string>().Distinct().ToList();
        var known = await db.Organisations.Where(o => names.Contains(o.Identifier)).ToListAsync(cancel);
        var made = new List<Organisation>();
        foreach (var party in document.Parties)
            if (party.Organisation is { } identifier && !known.Exists(o => o.Identifier == identifier))
            {
                var text = draft.Content.Party(party.Key)!;
                var fresh = new Organisation
                {
                    Identifier = identifier,
                    Name = text.Name,
                    Kind = text.Kind,
                    CityId = draft.CityId,
                };
                db.Organisations.Add(fresh);
                known.Add(fresh);
                made.Add(fresh);
            }
        await db.SaveChangesAsync(cancel);
        // Whoever acts for them later finds their drafts too.
        foreach (var party in draft.Parties)
            party.OrganisationId ??= known
                .Find(o => o.Identifier == document.Parties.Find(p => p.Key == party.Key)?.Organisation)
                ?.Id;
        return (known, made);
    }

    private async Task<References> ReferencesAsync(
        DealDocument document,
        List<Organisation> organisations,
        CancellationToken cancel
    ) =>
        new()
        {
            Cities = await db
                .Cities.Where(c => c.Identifier == document.City)
                .ToDictionaryAsync(c => c.Identifier, c => c.Id, cancel),
            Areas = await db.PolicyAreas.ToDictionaryAsync(a => a.Identifier, a => (a.Id, a.Order), cancel),
            Organisations = organisations.ToDictionary(o => o.Identifier, o => o.Id),
        };
}
