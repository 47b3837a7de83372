using Alliance.Deals.Documents;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Existing;

/// <summary>Asks the city or a party of a collected deal, by mail, whether the record is right.</summary>
public sealed class AskToConfirm(AppDb db, FindPeople people, MailLinks links, TimeProvider time)
{
    // Who presses twice has not been heard twice.
    private static readonly TimeSpan NotAgainBefore = TimeSpan.FromDays(1);

    /// <param name="actor">See <see cref="DealRights.MayAsk"/>.</param>
    /// <param name="identifier">The deal's identifier.</param>
    /// <param name="party">The key of the party; empty for the city.</param>
    /// <param name="email">To whom.</param>
    /// <param name="language">The language of who is asked.</param>
    /// <param name="submission">Made with the form; the same one twice sends one mail.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The address. Refused with <c>deal-not-found</c>, <c>not-allowed</c>, <c>concluded-already</c> (its parties have signed
    /// here), <c>party-not-found</c>, <c>bad-email</c>, <c>not-yourself</c>, <c>asked-already</c> (this address, within a day),
    /// <c>confirmed-already</c>.
    /// </returns>
    public async Task<Outcome<string>> SendAsync(
        Actor actor,
        string identifier,
        string party,
        string email,
        Language language,
        string submission,
        CancellationToken cancel = default
    )
    {
        var deal = await DealDocuments
            .Whole(db.Deals.Where(d => d.Identifier == identifier))
            .SingleOrDefaultAsync(cancel);
        if (deal is null)
            return new Refusal("deal-not-found", identifier);
        if (!DealRights.MayAsk(actor, deal.CityId))
            return new Refusal("not-allowed");
        if (deal.Standing == Standing.ConcludedHere)
            return new Refusal("concluded-already");
        var asked = deal.Parties.Find(p => p.Key == party);
        if (party.Length > 0 && !(asked is not null && Confirming.IsAsked(asked)))
            return new Refusal("party-not-found");
        email = email.Trim();
        if (!OutgoingMail.IsAddress(email))
            return new Refusal("bad-email", email);
        if (
            (await people([actor.AccountId!.Value], cancel)).Any(p =>
                string.Equals(p.Email, email, StringComparison.OrdinalIgnoreCase)
            )
        )
            return new Refusal("not-yourself");
        var key = party.Length == 0 ? null : party;
        var before = await db.Confirmations.Where(c => c.DealId == deal.Id && c.Party == key).ToListAsync(cancel);
        if (before.Exists(c => c.Submission == submission))
            return email;
        if (Confirming.IsRight(before, key, Confirming.HashOf(deal)) || (key is null && Confirming.HasCity(deal)))
            return new Refusal("confirmed-already");
        var now = time.GetUtcNow();
        if (
            before.Exists(c =>
                string.Equals(c.Email, email, StringComparison.OrdinalIgnoreCase)
                && c.AskedAt > now.UtcDateTime - NotAgainBefore
            )
        )
            return new Refusal("asked-already", email);
        var token = LinkToken.New();
        db.Confirmations.Add(
            new Confirmation
            {
                DealId = deal.Id,
                Party = key,
                Submission = submission,
                Email = email,
                Language = language.Code,
                TokenHash = LinkToken.HashOf(token),
                AskedByAccountId = actor.AccountId!.Value,
                AskedAt = now.UtcDateTime,
                KeepUntil = now.UtcDateTime + Confirmation.Lasts,
            }
        );
        Send(deal, Confirming.NameOf(deal, asked, language), actor, email, language, submission, token, now);
        return await db.SaveInTurnAsync(cancel) is { } late ? late : email;
    }

    private void Send(
        Deal deal,
        string name,
        Actor actor,
        string email,
        Language language,
        string submission,
        string token,
        DateTimeOffset now
    )
    {
        var reader = new Reader(language);
        var title = deal.Title.In(language).Text;
        db.Send(
            new Letter(
                $"confirm:{submission}",
                email,
                language,
                reader["mail.confirm-record.subject", title],
                [
                    reader["mail.confirm-record.hello"],
                    reader["mail.confirm-record.text", title, name],
                    reader["mail.confirm-record.what", actor.Name],
                ]
            )
            {
                Action = (reader["mail.confirm-record.button"], links.Of(language, $"confirmations/{token}")),
                Footnotes =
                [
                    reader["mail.confirm-record.lasts", reader.Number(Confirmation.Lasts.Days)],
                    reader["mail.confirm-record.not-you"],
                ],
            },
            now
        );
    }
}
