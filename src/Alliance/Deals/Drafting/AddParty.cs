using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Drafting;

/// <summary>Who shall take part, and whom to write to.</summary>
public sealed record NewParty(
    string Name,
    OrganisationKind Kind,
    PartyRole Role,
    string ContactName,
    string ContactEmail,
    Language ContactLanguage
);

/// <summary>Adds a party to a draft, with the person to write to.</summary>
public sealed class AddParty(AppDb db, ChangeDraft change)
{
    /// <returns>
    /// The draft. Refused as <see cref="ChangeDraft"/> does, and with <c>check-fields</c>: <c>name-missing</c>,
    /// <c>email-missing</c>, <c>bad-email</c>, <c>already-party</c>.
    /// </returns>
    public Task<Outcome<Draft>> AddAsync(Door door, NewParty wanted, CancellationToken cancel = default) =>
        change.RunAsync(
            door,
            async draft =>
            {
                var problems = new List<FieldProblem>();
                var (content, party) = await ToAsync(db, draft.Content, wanted, draft.CityId, problems, cancel);
                if (problems.Count > 0)
                    return new Refusal("check-fields") { Fields = problems };
                draft.Parties.Add(party);
                return content;
            },
            cancel
        );

    internal static async Task<(DraftContent, DraftParty)> ToAsync(
        AppDb db,
        DraftContent content,
        NewParty wanted,
        long city,
        List<FieldProblem> problems,
        CancellationToken cancel
    )
    {
        var name = wanted.Name.Trim();
        var found = await FindPartner.ByNameAsync(db, name, city, cancel);
        if (name.Length is 0 or > DraftFields.TitleLength)
            problems.Add(new FieldProblem("partner", new Refusal("name-missing")));
        else if (content.Parties.Any(p => Folding.Fold(p.Name) == Folding.Fold(name)))
            problems.Add(new FieldProblem("partner", new Refusal("already-party", name)));
        problems.AddRange(Contact(wanted.ContactName, wanted.ContactEmail));
        (content, var key) = content.WithParty(
            found?.Name ?? name,
            found?.Kind ?? wanted.Kind,
            wanted.Role,
            found?.Identifier
        );
        return (
            content,
            new DraftParty
            {
                Key = key,
                OrganisationId = found?.Id,
                ContactName = wanted.ContactName.Trim(),
                ContactEmail = wanted.ContactEmail.Trim(),
                ContactLanguage = wanted.ContactLanguage.Code,
            }
        );
    }

    /// <summary>What is wrong with a person to write to: <c>name-missing</c>, <c>email-missing</c>, <c>bad-email</c>.</summary>
    internal static IEnumerable<FieldProblem> Contact(string name, string email)
    {
        if (name.Trim().Length is 0 or > 120)
            yield return new FieldProblem("contact-name", new Refusal("name-missing"));
        if (email.Trim().Length == 0)
            yield return new FieldProblem("contact-email", new Refusal("email-missing"));
        else if (!OutgoingMail.IsAddress(email.Trim()))
            yield return new FieldProblem("contact-email", new Refusal("bad-email", email.Trim()));
    }
}
