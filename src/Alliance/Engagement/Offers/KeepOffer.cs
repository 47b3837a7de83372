using Alliance.Deals.Drafting;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers;

/// <summary>An offer or need as it was typed.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Turn">The state that was read (<see cref="Offer.Turn"/>).</param>
/// <param name="City">The city's number. It stays what it was when this was written.</param>
/// <param name="Language">In which its words are typed; another than its own is a translation, and changes nothing else.</param>
/// <param name="Kind">A code of <see cref="OfferKind"/>.</param>
/// <param name="Subject">A code of <see cref="OfferSubject"/>.</param>
/// <param name="Organisation">Identifier or name; empty for the city itself.</param>
/// <param name="Area">The identifier of a policy area, or empty.</param>
/// <param name="From">A day as <c>2026-03-05</c>, or empty.</param>
/// <param name="Until">A day.</param>
/// <param name="SeenBy">A code of <see cref="OfferAudience"/>.</param>
/// <param name="Consents">That the organisation agrees to what is changed, as the box says.</param>
public sealed record StatedOffer(
    long? Id,
    int Turn,
    long City,
    Language Language,
    string Kind,
    string Subject,
    string Title,
    string Text,
    string Quantity,
    string Organisation,
    string Area,
    string From,
    string Until,
    string SeenBy,
    bool Consents
);

/// <summary>Begins an offer or need as a draft, or changes what stands there.</summary>
public sealed class KeepOffer(AppDb db, TimeProvider time)
{
    /// <returns>
    /// The offer. Refused with <c>offer-not-found</c>, <c>not-allowed</c>, <c>somebody-was-faster</c>, <c>offers-are-many</c>; or with <c>check-fields</c>: at
    /// <c>title</c> <c>title-missing</c>, <c>text-too-long</c>; at <c>text</c> <c>text-missing</c>, <c>text-too-long</c>; at <c>quantity</c>
    /// <c>text-too-long</c>; at <c>kind</c>, <c>subject</c>, <c>area</c>, <c>seen-by</c> <c>unknown-choice</c>; at <c>organisation</c>
    /// <c>organisation-not-found</c>, <c>offer-organisation-fixed</c>; at <c>from</c>, <c>until</c> <c>bad-day</c>; at <c>until</c> <c>until-before-from</c>,
    /// <c>until-over</c>, <c>until-too-far</c>; at <c>consent</c> <c>consent-anew</c> (<see cref="OfferConsent"/>).
    /// </returns>
    public async Task<Outcome<Offer>> RunAsync(Actor actor, StatedOffer stated, CancellationToken cancel = default)
    {
        var known = stated.Id is { } id ? await db.Offers.SingleOrDefaultAsync(o => o.Id == id, cancel) : null;
        if (stated.Id is not null && (known is null || !OfferRights.MayRead(actor, known)))
            return new Refusal("offer-not-found");
        if (known is not null && !OfferRights.MayChange(actor, known))
            return new Refusal("not-allowed");
        if (known is not null && known.Turn != stated.Turn)
            return new Refusal("somebody-was-faster");
        var city = known?.CityId ?? stated.City;
        var organisation = await OrganisationAsync(stated, known, city, cancel);
        // Whoever represents an organisation writes for that one alone, and for the city where it is.
        var may =
            DraftRights.MayEdit(actor, city)
            || (organisation is { } own && own.City == city && OfferRights.MayWrite(actor, city, own.Id));
        if (!may)
            return new Refusal("not-allowed");
        if (known is null && await db.Offers.CountAsync(o => o.CityId == city, cancel) >= Offer.MostOfCity)
            return new Refusal("offers-are-many", $"{Offer.MostOfCity}");

        var wrong = new List<FieldProblem>();
        var now = time.GetUtcNow();
        var (language, authentic) = (stated.Language.Code, known?.Language ?? stated.Language.Code);
        var words = OfferWords.Judge(stated, known, wrong);
        var subjects =
            language == authentic
                ? OfferSubjects.Judge(stated, known, DateOnly.FromDateTime(now.UtcDateTime), wrong)
                : null;
        if (subjects is not null && organisation is null && stated.Organisation.Trim().Length > 0)
            wrong.Add(
                new FieldProblem("organisation", new Refusal("organisation-not-found", stated.Organisation.Trim()))
            );
        else if (subjects is not null && known?.State == OfferState.Open && known.OrganisationId != organisation?.Id)
            wrong.Add(new FieldProblem("organisation", new Refusal("offer-organisation-fixed")));
        var isAgreed = known is { State: OfferState.Open, OrganisationId: not null };
        if (isAgreed && !stated.Consents && words is not null && !OfferConsent.Holds(known!, words, subjects))
            wrong.Add(new FieldProblem("consent", new Refusal("consent-anew")));
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };

        var offer =
            known
            ?? new Offer
            {
                Kind = subjects!.Kind,
                Subject = subjects.Subject,
                Title = words!.Title,
                Text = words.Text,
                CityId = city,
                Until = subjects.Until,
                ChangedAt = now.UtcDateTime,
            };
        (offer.Title, offer.Text, offer.Quantity) = (words!.Title, words.Text, words.Quantity);
        if (subjects is not null)
        {
            subjects.Into(offer);
            offer.OrganisationId = organisation?.Id;
        }
        offer.ChangedAt = now.InWholeSeconds().UtcDateTime;
        if (isAgreed && stated.Consents)
            (offer.ConsentById, offer.ConsentAt) = (actor.AccountId, offer.ChangedAt);
        if (known is null)
            db.Offers.Add(offer);
        else
            offer.Turn++;
        if (offer.State == OfferState.Open)
            db.Raise("offer-changed", null, [.. offer.Tags()], now);
        return await StoreOffer.RunAsync(db, offer, cancel) is { } raced ? raced : offer;
    }

    // As it is called in the register; of several with one name the one in this city.
    private async Task<Named?> OrganisationAsync(StatedOffer stated, Offer? known, long city, CancellationToken cancel)
    {
        var typed = StatedValues.OneLine(stated.Organisation);
        var kept = known?.OrganisationId;
        if (known is not null && stated.Language.Code != known.Language)
            return kept is null
                ? null
                : await db
                    .Organisations.Where(o => o.Id == kept)
                    .Select(o => new Named(o.Id, o.CityId))
                    .SingleAsync(cancel);
        return typed.Length == 0
            ? null
            : await db
                .Organisations.Where(o => o.Identifier == typed || o.Name == typed)
                // What was merged since stays named where it stands.
                .Where(o => o.MergedIntoId == null || o.Id == kept)
                .OrderByDescending(o => o.Id == kept)
                .ThenByDescending(o => o.Identifier == typed)
                .ThenByDescending(o => o.CityId == city)
                .ThenBy(o => o.Id)
                .Select(o => new Named(o.Id, o.CityId))
                .FirstOrDefaultAsync(cancel);
    }

    private sealed record Named(long Id, long? City);
}
