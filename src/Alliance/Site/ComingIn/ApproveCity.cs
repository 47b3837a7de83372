using Alliance.Deals;
using Alliance.Identity;
using Alliance.Knowledge.Replications;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.ComingIn;

/// <summary>
/// A coordinator lets a city in: the city with its fields, its first deal manager with a link by mail, who releases its deals where that is known, and
/// the copied draft, or nothing of it.
/// </summary>
public sealed class ApproveCity(AppDb db, InvitePerson inviting, CopyIntoCity copying, TimeProvider time)
{
    /// <returns>
    /// The city. Refused with <c>city-request-not-found</c>, <c>city-request-answered</c>, <c>city-known-already</c>, what the copying refuses, and with
    /// <c>check-fields</c>: <c>name-missing</c>, <c>identifier-wrong</c>, <c>identifier-taken</c>, <c>inhabitants-wrong</c>, <c>degrees-wrong</c>,
    /// <c>areas-missing</c>, <c>bad-email</c>; at <c>copies</c> <c>origin-not-found</c>, <c>english-summary-missing</c>.
    /// </returns>
    public async Task<Outcome<City>> RunAsync(
        Actor actor,
        long id,
        CityApproval wanted,
        Func<Language, string, string> addressOf,
        CancellationToken cancel = default
    )
    {
        var request = await CityRequestRights
            .Visible(db.CityRequests.AsNoTracking(), actor)
            .SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (request is null)
            return new Refusal("city-request-not-found");
        if (request.State != CityRequestState.Asked)
            return new Refusal("city-request-answered");
        var now = time.GetUtcNow();
        var wrong = new List<FieldProblem>();
        var city = wanted.Judge(request, DateOnly.FromDateTime(now.UtcDateTime), wrong);
        OriginNow? origin = null;
        if (wanted.Copies && request is { Kind: { } kind, Origin: { } of })
        {
            origin = await OriginNow.FindAsync(db, kind, of, cancel);
            if (origin is null)
                wrong.Add(new FieldProblem("copies", new Refusal("origin-not-found")));
            else if (!origin.IsOffered)
                wrong.Add(new FieldProblem("copies", new Refusal(InEnglish.Missing)));
        }
        if (city is null || wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.TakeTurnAsync(cancel);
        var refusal =
            await AnswerAsync(actor, request, now.UtcDateTime, cancel)
            ?? await StoreAsync(request, city, cancel)
            ?? await InAsync(actor, request, city, origin, addressOf, cancel)
            ?? await ApproverAsync(actor, request, wanted, city, addressOf, cancel);
        if (refusal is not null)
        {
            db.ChangeTracker.Clear();
            return refusal;
        }
        db.Raise("city-came-in", null, ["cities", "organisations", "projects", "deals"], now);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return city;
    }

    // Of two answers at once one is the first. The person has an account from now on, and is not kept a second time.
    private async Task<Refusal?> AnswerAsync(
        Actor actor,
        CityRequest request,
        DateTime now,
        CancellationToken cancel
    ) =>
        await db
            .CityRequests.Where(r => r.Id == request.Id && r.State == CityRequestState.Asked)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(r => r.State, CityRequestState.Approved)
                        .SetProperty(r => r.DecidedAt, now)
                        .SetProperty(r => r.DecidedByAccountId, actor.AccountId)
                        .SetProperty(r => r.PersonName, (string?)null)
                        .SetProperty(r => r.Email, (string?)null)
                        .SetProperty(r => r.Position, (string?)null)
                        .SetProperty(r => r.Note, (string?)null)
                        .SetProperty(r => r.KeepUntil, (DateTime?)null),
                cancel
            ) == 0
            ? new Refusal("city-request-answered")
            : null;

    private async Task<Refusal?> StoreAsync(CityRequest request, City city, CancellationToken cancel)
    {
        if (await db.Cities.AnyAsync(c => c.Identifier == city.Identifier, cancel))
            return new Refusal("check-fields")
            {
                Fields = [new FieldProblem("identifier", new Refusal("identifier-taken", city.Identifier))],
            };
        if (await StatedCity.KnownAsync(db, $"{city.Name}", city.Country, cancel) is { } known)
            return new Refusal("city-known-already", $"{known.Name}");
        db.Cities.Add(city);
        await db.SaveChangesAsync(cancel);
        await SearchIndex.WriteAsync(db, CityTerms.Source, [city.Id], cancel);
        await db
            .CityRequests.Where(r => r.Id == request.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.CityId, city.Id), cancel);
        return null;
    }

    private async Task<Refusal?> InAsync(
        Actor actor,
        CityRequest request,
        City city,
        OriginNow? origin,
        Func<Language, string, string> addressOf,
        CancellationToken cancel
    )
    {
        var invited = await inviting.AddAsync(
            actor,
            new Invitation(request.Email!, request.PersonName!, request.Speaks, MembershipRole.DealManager, city.Id)
            {
                Asked = true,
                Beside = reader =>
                    origin is null
                        ? [reader["mail.city-came-in.text"]]
                        :
                        [
                            reader["mail.city-came-in.text"],
                            reader["mail.city-came-in.draft", origin.Title.In(reader.Language).Text],
                        ],
                Then = "workspace/first-steps",
            },
            addressOf,
            cancel
        );
        if (invited.Refusal is { } notInvited)
            return notInvited;
        if (origin is null)
            return null;
        var account = invited.Value.Account;
        var manager = new Actor(
            account.Id,
            account.Name,
            [new ActorMembership(MembershipRole.DealManager, city.Id, null)]
        );
        var copied = await copying.RunAsync(manager, city.Id, origin, request.Partner!, request.Speaks, cancel);
        return copied.Refusal;
    }

    // Without them nothing is signed; the city can invite somebody itself, too.
    private async Task<Refusal?> ApproverAsync(
        Actor actor,
        CityRequest request,
        CityApproval wanted,
        City city,
        Func<Language, string, string> addressOf,
        CancellationToken cancel
    ) =>
        wanted.HasApprover
            ? (
                await inviting.AddAsync(
                    actor,
                    new Invitation(
                        wanted.ApproverEmail.Trim(),
                        wanted.ApproverName.Trim(),
                        request.Speaks,
                        MembershipRole.Approver,
                        city.Id
                    ),
                    addressOf,
                    cancel
                )
            ).Refusal
            : null;
}
