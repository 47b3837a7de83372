using System.Globalization;
using Alliance.Deals.Documents;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Joining;

/// <summary>What somebody typed who wants to join.</summary>
/// <param name="Submission">Made with the form; the same one twice makes one request.</param>
/// <param name="Name">Of the organisation or group.</param>
/// <param name="ShowName">Whether the deal may name it.</param>
/// <param name="Promise">Texts by name (<see cref="JoinWords.Fields"/>).</param>
/// <param name="Start">The key of the deal's promise that it began with.</param>
public sealed record NewJoiner(
    string Submission,
    JoinerKind Kind,
    string Name,
    OrganisationKind OrganisationKind,
    bool ShowName,
    IReadOnlyDictionary<string, string> Promise,
    string? Start,
    string ContactName,
    string ContactEmail,
    Language ContactLanguage
);

/// <summary>Asks to join a deal, without an account; the link in a mail confirms it.</summary>
public sealed class JoinDeal(AppDb db, JoinMails mails, TimeProvider time)
{
    // A mailbox shall not be filled through our form.
    private const int MostADay = 5;

    /// <returns>
    /// The request. Refused with <c>deal-not-found</c>, <c>deal-not-in-force</c>, <c>not-open-to-join</c>,
    /// <c>too-many-join-requests</c>, or <c>check-fields</c>: <c>name-missing</c>, <c>joined-already</c>, <c>email-missing</c>, <c>bad-email</c> and
    /// what <see cref="JoinWords.Read"/> says.
    /// </returns>
    /// <param name="identifier">The deal's identifier.</param>
    /// <param name="wanted">Who, and what.</param>
    /// <param name="language">The language it is written in.</param>
    /// <param name="culture">How its numbers are written.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Outcome<JoinRequest>> AskAsync(
        string identifier,
        NewJoiner wanted,
        Language language,
        CultureInfo culture,
        CancellationToken cancel = default
    )
    {
        if (await SentAsync(wanted.Submission, cancel) is { } same)
            return same;
        if (await OpenDeal.FindAsync(db, identifier, cancel) is not { } deal)
            return new Refusal("deal-not-found", identifier);
        if (OpenDeal.WhyNot(deal.Row) is { } closed)
            return closed;
        var problems = new List<FieldProblem>();
        var name = wanted.Name.Trim();
        if (wanted.Kind != JoinerKind.Resident)
            problems.AddRange(
                NameProblems(
                    deal,
                    name,
                    wanted.Kind == JoinerKind.Organisation
                        ? await FindPartner.ByNameAsync(db, name, deal.Row.CityId, cancel)
                        : null
                )
            );
        var promise = JoinWords.Read(
            wanted.Promise,
            deal.Last.Commitments?.Find(c => c.Key == wanted.Start),
            language,
            culture,
            problems
        );
        problems.AddRange(AddParty.Contact(wanted.ContactName, wanted.ContactEmail));
        if (problems.Count > 0)
            return new Refusal("check-fields") { Fields = problems };
        var now = time.GetUtcNow().UtcDateTime;
        var (email, dayBefore) = (wanted.ContactEmail.Trim(), now.AddDays(-1));
        if (await db.JoinRequests.CountAsync(r => r.ContactEmail == email && r.At > dayBefore, cancel) >= MostADay)
            return new Refusal("too-many-join-requests");

        var token = LinkToken.New();
        var request = new JoinRequest
        {
            DealId = deal.Row.Id,
            Submission = wanted.Submission,
            Kind = wanted.Kind,
            Name = wanted.Kind == JoinerKind.Resident ? null : name,
            OrganisationKind = wanted.Kind == JoinerKind.Organisation ? wanted.OrganisationKind : null,
            ShowName = wanted.ShowName && wanted.Kind != JoinerKind.Resident,
            Promise = promise!,
            ContactName = wanted.ContactName.Trim(),
            ContactEmail = email,
            ContactLanguage = wanted.ContactLanguage.Code,
            TokenHash = LinkToken.HashOf(token),
            At = now,
            KeepUntil = now + JoinRequest.ToConfirm,
        };
        db.JoinRequests.Add(request);
        mails.AskToConfirm(request, deal.Row, token);
        try
        {
            await db.SaveChangesAsync(cancel);
            return request;
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            // The same form, sent twice at once.
            db.ChangeTracker.Clear();
            if (await SentAsync(wanted.Submission, cancel) is { } other)
                return other;
            throw;
        }
    }

    /// <summary>What is wrong with the name of a joiner: <c>name-missing</c>, <c>joined-already</c>.</summary>
    internal static IEnumerable<FieldProblem> NameProblems(OpenDeal deal, string name, Organisation? known)
    {
        if (name.Length is 0 or > JoinRequest.NameLength)
            yield return new FieldProblem("name", new Refusal("name-missing"));
        else if (known is not null && deal.Last.Parties.Exists(p => p.Organisation == known.Identifier))
            yield return new FieldProblem("name", new Refusal("joined-already", known.Name));
    }

    private Task<JoinRequest?> SentAsync(string submission, CancellationToken cancel) =>
        db.JoinRequests.SingleOrDefaultAsync(r => r.Submission == submission && r.Row == 0, cancel);
}
