using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers;

/// <summary>
/// Asks the contact of a city to be introduced. The contact is written to, and learns which city or organisation asks and why, but no name; where an
/// organisation asks, its own city's contact hears that it does.
/// </summary>
public sealed class AskForIntroduction(AppDb db, FindPeople people, IntroductionMails mails, TimeProvider time)
{
    /// <param name="actor">Who asks.</param>
    /// <param name="offer">The identifier of what is offered or looked for.</param>
    /// <param name="side">For whom (<see cref="OfferSide.Code"/>).</param>
    /// <param name="entry">The identifier of their own entry that it is about, or empty.</param>
    /// <param name="why">One sentence.</param>
    /// <param name="language">In which it is typed.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The introduction. Refused with <c>offer-not-found</c>, <c>not-allowed</c> (acts for nobody), <c>own-offer</c>, <c>introduction-asked-already</c>,
    /// <c>introductions-are-many</c>, <c>offer-contact-missing</c> (their city has none), <c>own-contact-missing</c>; or with <c>check-fields</c>: at <c>side</c>
    /// <c>unknown-choice</c>; at <c>entry</c> <c>entry-not-own</c> (theirs, and open), <c>entry-does-not-match</c>; at <c>why</c> <c>why-missing</c>,
    /// <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<Introduction>> RunAsync(
        Actor actor,
        string offer,
        string side,
        string entry,
        string why,
        Language language,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow().InWholeSeconds();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var asked = await OfferRights
            .Shown(db.Offers, actor, today)
            .Include(o => o.City)
            .SingleOrDefaultAsync(o => o.Identifier == offer, cancel);
        if (asked is null)
            return new Refusal("offer-not-found");
        var sides = await OfferSide.OfAsync(db, actor, cancel);
        if (sides.Count == 0)
            return new Refusal("not-allowed");
        var wrong = new List<FieldProblem>();
        var (own, words) = (sides.FirstOrDefault(s => s.Code == side), StatedValues.OneLine(why));
        if (own is null)
            wrong.Add(new FieldProblem("side", new Refusal("unknown-choice")));
        var about = own is null || entry.Length == 0 ? null : await EntryAsync(entry, today, cancel);
        if (own is not null && entry.Length > 0 && Problem(asked, about, own, today) is { } problem)
            wrong.Add(new FieldProblem("entry", new Refusal(problem)));
        if (words.Length is 0 or > Introduction.TextLength)
            wrong.Add(new FieldProblem("why", new Refusal(words.Length == 0 ? "why-missing" : "text-too-long")));
        if (own is null || wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };
        if (IsOf(asked, own))
            return new Refusal("own-offer");
        if (await RefusedAsync(asked, own, cancel) is { } refused)
            return refused;
        var contact = await KnownContact.OfAsync(db, people, asked.CityId, cancel);
        if (contact is null)
            return new Refusal("offer-contact-missing");
        var ownContact = await KnownContact.OfAsync(db, people, own.City, cancel);
        if (ownContact is null)
            return new Refusal("own-contact-missing");

        var introduction = new Introduction
        {
            OfferId = asked.Id,
            CityId = own.City,
            OrganisationId = own.Organisation,
            Asker = own.Code,
            OwnOfferId = about?.Id,
            AskedById = actor.AccountId,
            AskedAt = now.UtcDateTime,
            Why = new LocalText(language.Code, words),
        };
        // The mail names the introduction by its number.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Introductions.Add(introduction);
        if (await db.SaveInTurnAsync(cancel) is not null)
        {
            // Somebody else of the same side asked at this moment.
            db.ChangeTracker.Clear();
            return new Refusal("introduction-asked-already");
        }
        mails.Ask(introduction, asked, own, contact, now);
        // Two organisations of one city have one contact, who is asked already.
        var isOthers = ownContact.AccountId != contact.AccountId && ownContact.AccountId != actor.AccountId;
        if (own.Organisation is not null && isOthers)
            mails.TellOwn(introduction, asked, own, ownContact, now);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return introduction;
    }

    /// <summary>Whether it is theirs: a city knows its own organisations without being introduced.</summary>
    public static bool IsOf(Offer offer, OfferSide side) =>
        side.City == offer.CityId && (side.Organisation is null || side.Organisation == offer.OrganisationId);

    private async Task<Offer?> EntryAsync(string entry, DateOnly today, CancellationToken cancel) =>
        DealFacet.IsIdentifier(entry)
            ? await OfferRights
                .Open(db.Offers, today)
                .Include(o => o.City)
                .SingleOrDefaultAsync(o => o.Identifier == entry, cancel)
            : null;

    // Whether somebody else has one of that name, or had, is not told.
    private static string? Problem(Offer asked, Offer? about, OfferSide own, DateOnly today) =>
        about is null || !OwnEntries.IsOf(about.CityId, about.OrganisationId, own) ? "entry-not-own"
        : FindMatches.Between(asked, about, today) is null ? "entry-does-not-match"
        : null;

    private async Task<Refusal?> RefusedAsync(Offer asked, OfferSide own, CancellationToken cancel)
    {
        var (id, code, city) = (asked.Id, own.Code, own.City);
        if (await db.Introductions.AnyAsync(i => i.OfferId == id && i.Asker == code, cancel))
            return new Refusal("introduction-asked-already");
        var open = await db.Introductions.CountAsync(
            i => i.CityId == city && i.State == IntroductionState.Asked,
            cancel
        );
        return open >= Introduction.MostOpen ? new Refusal("introductions-are-many", $"{Introduction.MostOpen}") : null;
    }
}
