using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Knowledge.Replications;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.ComingIn;

/// <summary>What somebody says who wants the own city to come in, as typed.</summary>
/// <param name="Origin">What it begins with: <c>practice:…</c>, <c>deal:…</c>, or nothing.</param>
/// <param name="Languages">Codes; the first that is known is the one of the city's name.</param>
/// <param name="Speaks">In which the person is written to.</param>
public sealed record CityWanted(
    string Name,
    string Country,
    string Inhabitants,
    string Website,
    string PersonName,
    string Email,
    string Position,
    string Origin,
    string Partner,
    IReadOnlyList<string> Languages,
    string Note,
    bool Consents,
    Language Speaks
);

/// <summary>
/// Somebody asks for the own city to come in. Nobody is asked before the address is proven by the link of a mail; what is not proven within a week
/// is gone.
/// </summary>
public sealed class AskForCity(AppDb db, TimeProvider time)
{
    // A person asks for one city; more at once are asked for by machines.
    private const int MostOpen = 2;

    // Whoever presses twice, or wants to fill somebody's mailbox, gets one mail.
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(10);

    // Far more than cities come in a year: beyond it somebody sends mails to strangers by this form.
    private const int MostUnconfirmedInAll = 100;

    /// <returns>
    /// Always the same answer where the fields are sound, whatever is known of the address. Refused with <c>city-known-already</c>, and with
    /// <c>check-fields</c>: <c>name-missing</c>, <c>unknown-choice</c>, <c>inhabitants-wrong</c>, <c>website-wrong</c>, <c>bad-email</c>,
    /// <c>text-too-long</c>, <c>languages-missing</c>, <c>partner-missing</c> (of what is copied), <c>origin-not-found</c>, <c>english-summary-missing</c>,
    /// <c>keeping-consent-missing</c>.
    /// </returns>
    public async Task<Outcome<bool>> AskAsync(
        CityWanted wanted,
        Func<Language, string, string> addressOf,
        CancellationToken cancel = default
    )
    {
        var wrong = new List<FieldProblem>();
        var token = LinkToken.New();
        var request = await JudgeAsync(wanted, LinkToken.HashOf(token), wrong, cancel);
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };
        if (await StatedCity.KnownAsync(db, request.Name, request.Country, cancel) is { } known)
            return new Refusal("city-known-already", known.Name.In(wanted.Speaks).Text);

        var now = time.GetUtcNow();
        var open = await db
            .CityRequests.Where(r => r.KeepUntil > now.UtcDateTime)
            .Where(r =>
                r.State == CityRequestState.Unconfirmed
                || (r.State == CityRequestState.Asked && r.Email == request.Email)
            )
            .Select(r => new
            {
                r.Email,
                r.State,
                r.CreatedAt,
            })
            .ToListAsync(cancel);
        var own = open.FindAll(r => r.Email == request.Email);
        if (
            open.Count >= MostUnconfirmedInAll
            || own.Count >= MostOpen
            || own.Exists(r => r.State == CityRequestState.Unconfirmed && r.CreatedAt + Gap > now.UtcDateTime)
        )
            return true;
        db.CityRequests.Add(request);
        db.Send(CityRequestMails.Proof(request, token, addressOf), now);
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private async Task<CityRequest> JudgeAsync(
        CityWanted wanted,
        string hash,
        List<FieldProblem> wrong,
        CancellationToken cancel
    )
    {
        void Tell(string field, string code, params string[] values) =>
            wrong.Add(new FieldProblem(field, new Refusal(code, values)));
        var name = StatedCity.Name(wanted.Name, "city", wrong);
        var country = StatedCity.Country(wanted.Country, wrong);
        var inhabitants = StatedCity.Inhabitants(wanted.Inhabitants, wrong);
        var website = StatedCity.Website(wanted.Website, wrong);
        var person = StatedCity.Name(wanted.PersonName, "person", wrong);
        var email = wanted.Email.Trim().ToLowerInvariant();
        if (!OutgoingMail.IsAddress(email))
            Tell("email", "bad-email", email);
        var position = Short(wanted.Position, "position", CityRequest.NameLength, wrong);
        var note = Short(wanted.Note, "note", CityRequest.NoteLength, wrong);
        var languages = wanted.Languages.Where(l => StatedCity.Languages.Contains(l)).Distinct().ToList();
        if (languages.Count == 0)
            Tell("languages", "languages-missing");
        var (kind, origin) = OriginOf(wanted.Origin);
        if (wanted.Origin.Length > 0 && kind is null)
            Tell("origin", "unknown-choice");
        else if (kind is { } known)
        {
            var there = await OriginNow.FindAsync(db, known, origin!, cancel);
            if (there is null)
                Tell("origin", "origin-not-found");
            else if (!there.IsOffered)
                Tell("origin", InEnglish.Missing);
        }
        var partner = Short(wanted.Partner, "partner", CityRequest.NameLength, wrong)?.Replace('\n', ' ');
        if (kind is not null && string.IsNullOrEmpty(partner))
            Tell("partner", "partner-missing");
        if (!wanted.Consents)
            Tell("consent", "keeping-consent-missing");
        var now = time.GetUtcNow().UtcDateTime;
        return new CityRequest
        {
            Identifier = Slug.Of(name ?? "", "city"),
            Name = name ?? "",
            Country = country ?? "",
            Inhabitants = inhabitants ?? 0,
            Website = website ?? "",
            Languages = languages,
            Kind = kind,
            Origin = origin,
            Partner = kind is null ? null : partner,
            PersonName = person,
            Email = email,
            Position = position,
            Note = note,
            Language = wanted.Speaks.Code,
            TokenHash = hash,
            State = CityRequestState.Unconfirmed,
            CreatedAt = now,
            KeepUntil = now + CityRequest.ConfirmedWithin,
        };
    }

    private static string? Short(string typed, string field, int most, List<FieldProblem> wrong)
    {
        var text = TypedText.Plain(typed);
        if (text.Length > most)
            wrong.Add(new FieldProblem(field, new Refusal("text-too-long")));
        return text.Length == 0 ? null : text;
    }

    private static (OriginKind? Kind, string? Identifier) OriginOf(string typed) =>
        typed.Split(':', 2) is [var kind, var identifier] && Code.TryParse<OriginKind>(kind, out var known)
            ? (known, identifier)
            : (null, null);
}
