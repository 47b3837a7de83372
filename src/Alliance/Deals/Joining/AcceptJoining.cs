using Alliance.Deals.Documents;
using Alliance.Deals.Drafting;
using Alliance.Deals.Signing;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Joining;

/// <summary>
/// The city accepts who wants to join. All that are accepted at once come into one new version of the deal: what was signed
/// before stays as it was, and nobody signs again. They are told when the log holds it (<see cref="TellJoiners"/>).
/// </summary>
public sealed class AcceptJoining(AppDb db, TimeProvider time)
{
    /// <returns>
    /// How many have joined. Refused with <c>deal-not-found</c>, <c>not-allowed</c>, <c>deal-not-in-force</c>,
    /// <c>not-open-to-join</c>, <c>deal-is-being-changed</c> (a changed text is being released or signed),
    /// <c>join-request-answered</c>, <c>joined-already</c>, <c>deal-changed-at-once</c>.
    /// </returns>
    public async Task<Outcome<int>> RunAsync(
        Actor actor,
        string identifier,
        IReadOnlyList<long> ids,
        CancellationToken cancel = default
    )
    {
        try
        {
            return await DoAsync(actor, identifier, ids, cancel);
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            return new Refusal("deal-changed-at-once");
        }
    }

    private async Task<Outcome<int>> DoAsync(
        Actor actor,
        string identifier,
        IReadOnlyList<long> ids,
        CancellationToken cancel
    )
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.TakeTurnAsync(cancel);
        if (await StoredAsync(identifier, cancel) is not { } deal)
            return new Refusal("deal-not-found", identifier);
        if (!JoinRights.MayAnswer(actor, deal.CityId))
            return new Refusal("not-allowed");
        if (OpenDeal.WhyNot(deal) is { } closed)
            return closed;
        if (await JoinRequest.WaitingAsync(db, deal, ids, cancel) is not { } requests)
            return new Refusal("join-request-answered");
        var changing = await db
            .Drafts.Where(d => d.DealId == deal.Id && d.Stage != DraftStage.Concluded && d.Stage != DraftStage.Ended)
            .ToListAsync(cancel);
        if (changing.Exists(d => !d.IsOpen))
            return new Refusal("deal-is-being-changed");
        // Whoever fixes a changed text at this moment has read the deal without them, and is refused.
        changing.ForEach(d => d.Touch());

        var last = await OpenDeal.LastAsync(db, deal.Id, cancel);
        var organisations = await OrganisationsAsync(deal, last, requests, cancel);
        if (organisations.Refusal is { } twice)
            return twice;
        var (all, fresh) = organisations.Value;
        var (joined, parties) = JoinerParty.Add(last, requests, all, await NextAsync(deal, last, cancel));
        var version = await StoreAsync(deal, joined, now, cancel);
        Raise(deal, version, parties, now);
        foreach (var request in requests)
        {
            (request.State, request.AnsweredAt) = (JoinState.Accepted, now.UtcDateTime);
            request.KeepUntil = deal.End is { } end
                ? DateTime.SpecifyKind(end.Last.ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc) + JoinRequest.AfterEnd
                : now.UtcDateTime + JoinRequest.WithoutEnd;
        }
        await db.SaveChangesAsync(cancel);
        await SearchIndex.WriteAsync(
            db,
            new Dictionary<SearchSource, HashSet<long>>
            {
                // Of those that were there nothing has changed; and whatever names one would be indexed anew with it.
                [OrganisationTerms.Source] = [.. fresh.Select(o => o.Id)],
                [DealTerms.Source] = [deal.Id],
            },
            cancel
        );
        await transaction.CommitAsync(cancel);
        return requests.Count;
    }

    // Its row is held until the end, so that nobody ends the deal in between.
    private async Task<Deal?> StoredAsync(string identifier, CancellationToken cancel)
    {
        await db
            .Deals.Where(d => d.Identifier == identifier && d.State != null)
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.ChangedAt, d => d.ChangedAt), cancel);
        return await db
            .Deals.Include(d => d.City)
            .Include(d => d.Areas)
            .Include(d => d.Parties)
            .Include(d => d.Commitments)
            .Include(d => d.Indicators)
            .AsSplitQuery()
            .SingleOrDefaultAsync(d => d.Identifier == identifier && d.State != null, cancel);
    }

    /// <summary>The organisation of each request that names one; those that are new here come into the register now.</summary>
    private async Task<Outcome<(Dictionary<long, Organisation> All, List<Organisation> Fresh)>> OrganisationsAsync(
        Deal deal,
        DealDocument last,
        List<JoinRequest> requests,
        CancellationToken cancel
    )
    {
        var (all, fresh) = (new Dictionary<long, Organisation>(), new List<Organisation>());
        var named = requests.FindAll(JoinerParty.IsNamedOrganisation);
        var known = await FindPartner.ByNamesAsync(db, named.Select(r => r.Name!), deal.CityId, cancel);
        var taken = last.Parties.Select(p => p.Organisation).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var request in named)
        {
            var (name, key) = (request.Name!, FindPartner.KeyOf(request.Name!));
            if (!names.Add(key))
                return new Refusal("joined-already", name);
            if (!known.TryGetValue(key, out var own))
            {
                own = new Organisation
                {
                    Identifier = await ReservedIdentifier.TakeAsync(
                        db,
                        "organisation",
                        name,
                        db.Organisations.Select(o => o.Identifier),
                        cancel
                    ),
                    Name = name,
                    Kind = request.OrganisationKind ?? OrganisationKind.Company,
                    CityId = deal.CityId,
                };
                db.Organisations.Add(own);
                fresh.Add(own);
            }
            if (!taken.Add(own.Identifier))
                return new Refusal("joined-already", own.Name);
            all[request.Id] = own;
        }
        await db.SaveChangesAsync(cancel);
        return (all, fresh);
    }

    private async Task<int> NextAsync(Deal deal, DealDocument last, CancellationToken cancel) =>
        Math.Max(
            await db.JoinRequests.Where(r => r.DealId == deal.Id).MaxAsync(r => r.PartyNumber, cancel) ?? 0,
            last.Parties.Max(p => JoinerParty.NumberOf(p.Key))
        ) + 1;

    private async Task<DealVersion> StoreAsync(
        Deal deal,
        DealDocument joined,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var names = joined.Parties.Select(p => p.Organisation).OfType<string>().ToList();
        var references = new References
        {
            Cities = new Dictionary<string, long> { [deal.City!.Identifier] = deal.CityId },
            Areas = await db.PolicyAreas.ToDictionaryAsync(a => a.Identifier, a => (a.Id, a.Order), cancel),
            Organisations = await db
                .Organisations.Where(o => names.Contains(o.Identifier))
                .ToDictionaryAsync(o => o.Identifier, o => o.Id, cancel),
        };
        // What is told of the deal beside its text stays as it is.
        var (agreed, state, delivery, ended) = (deal.Agreed, deal.State, deal.Delivery, deal.Ended);
        var document = joined with { Agreed = agreed, State = state, Delivery = delivery, Ended = ended };
        document.Apply(deal, references, now.UtcDateTime);
        var version = VersionDocument.Row(
            deal.Id,
            await AskForRelease.NextNumberAsync(db, deal.Id, null, cancel),
            VersionKind.Joined,
            now.UtcDateTime.InWholeSeconds(),
            joined,
            references,
            agreed
        );
        db.DealVersions.Add(version);
        return version;
    }

    // One event for each of them; the pages go once.
    private void Raise(Deal deal, DealVersion version, List<PartyDocument> parties, DateTimeOffset now)
    {
        var named = parties.Select(p => p.Organisation).OfType<string>();
        foreach (var (i, party) in parties.Index())
            db.Raise(
                DealJoined.Kind,
                new DealJoined(deal.Identifier, version.Number, version.Hash, party.Organisation, now.UtcDateTime),
                i > 0
                    ? []
                    :
                    [
                        "deals",
                        "cities",
                        "organisations",
                        $"deal:{deal.Identifier}",
                        $"city:{deal.City!.Identifier}",
                        .. named.Select(n => $"organisation:{n}"),
                    ],
                now
            );
    }
}
