using System.Globalization;
using System.Security.Cryptography;
using Alliance.Deals.Menu;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Drafting;

/// <summary>A deal in its first words: who with, what is promised, who is written to.</summary>
/// <param name="City">The key of the city that drafts it.</param>
/// <param name="Submission">Made with the form; the same one twice makes one draft.</param>
/// <param name="Language">The language it is written in.</param>
/// <param name="Menu">The ready promise it begins with, if any.</param>
/// <param name="Promise">Fields of the partner's promise by name: <c>action</c>, <c>value</c>, <c>when</c> …</param>
/// <param name="Offers">Ready promises of the city's own menu.</param>
public sealed record NewDraft(
    long City,
    string Submission,
    Language Language,
    Instrument Instrument,
    string Title,
    NewParty Partner,
    string? Menu,
    IReadOnlyDictionary<string, string> Promise,
    IReadOnlyList<string> Offers
);

/// <summary>Begins a deal. The city is its first party, and whoever begins it answers for it.</summary>
public sealed class StartDraft(AppDb db, FindPeople people, TimeProvider time)
{
    /// <returns>
    /// The draft's key. Refused with <c>not-allowed</c>, or <c>check-fields</c> with <c>title-missing</c>,
    /// <c>name-missing</c>, <c>email-missing</c>, <c>bad-email</c>, <c>action-missing</c>, <c>date-missing</c> and what
    /// <see cref="DraftFields.Write"/> says.
    /// </returns>
    public async Task<Outcome<string>> StartAsync(
        Actor actor,
        NewDraft wanted,
        CultureInfo culture,
        CancellationToken cancel = default
    )
    {
        if (!DraftRights.MayEdit(actor, wanted.City))
            return new Refusal("not-allowed");
        if (await StartedAsync(wanted.Submission, cancel) is { } same)
            return same;
        var city = await db.Cities.SingleAsync(c => c.Id == wanted.City, cancel);
        var problems = new List<FieldProblem>();
        var (content, partner) = await WordAsync(city, wanted, culture, problems, cancel);
        if (problems.Count > 0)
            return new Refusal("check-fields") { Fields = problems };

        var draft = await AddAsync(actor, city.Id, NewKey(), wanted.Submission, content, [partner], cancel: cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            return draft.Key;
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            // The same form, sent twice at once.
            db.ChangeTracker.Clear();
            if (await StartedAsync(wanted.Submission, cancel) is { } other)
                return other;
            throw;
        }
    }

    /// <summary>The row of a draft whose first party is the city; the caller saves.</summary>
    internal async Task<Draft> AddAsync(
        Actor actor,
        long city,
        string key,
        string submission,
        DraftContent content,
        IEnumerable<DraftParty> partners,
        Origin? origin = null,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow().UtcDateTime;
        var manager = (await people([actor.AccountId!.Value], cancel))[0];
        var draft = new Draft
        {
            Key = key,
            CityId = city,
            StageSince = now,
            Content = content,
            Submission = submission,
            Origin = origin,
            CreatedAt = now,
            ChangedAt = now,
            ManagerAccountId = manager.AccountId,
            Parties =
            [
                new DraftParty
                {
                    Key = content.Parties[0].Key,
                    OrganisationId = await FindPartner.IdAsync(db, content.Parties[0].Organisation, cancel),
                    ContactName = manager.Name,
                    ContactEmail = manager.Email,
                    ContactLanguage = manager.Language.Code,
                },
                .. partners,
            ],
        };
        db.Drafts.Add(draft);
        db.DraftRevisions.Add(
            new DraftRevision
            {
                Draft = draft,
                Number = 1,
                Content = content,
                At = now,
                AccountId = actor.AccountId,
            }
        );
        return draft;
    }

    /// <summary>The city's own part in a text that begins.</summary>
    internal async Task<(DraftContent Content, string Key)> WithCityAsync(
        City city,
        DraftContent content,
        Language language,
        CancellationToken cancel
    )
    {
        var municipality = await FindPartner.MunicipalityAsync(db, city.Id, cancel);
        return content.WithParty(
            municipality?.Name ?? city.Name.In(language).Text,
            OrganisationKind.Municipality,
            PartyRole.City,
            municipality?.Identifier
        );
    }

    private Task<string?> StartedAsync(string submission, CancellationToken cancel) =>
        db.Drafts.Where(d => d.Submission == submission).Select(d => d.Key).SingleOrDefaultAsync(cancel);

    private async Task<(DraftContent, DraftParty)> WordAsync(
        City city,
        NewDraft wanted,
        CultureInfo culture,
        List<FieldProblem> problems,
        CancellationToken cancel
    )
    {
        var content = new DraftContent
        {
            Instrument = wanted.Instrument,
            Language = wanted.Language.Code,
            Evaluation = EvaluationDay.InAYear(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)),
        };
        content = content with { Areas = DealMenu.Shipped.Find(wanted.Menu)?.Areas.Take(2).ToList() ?? [] };
        (content, var noTitle) = DraftFields.Write(content, "title", wanted.Title, culture);
        if (noTitle is not null)
            problems.Add(new FieldProblem("title", new Refusal(noTitle)));

        (content, var own) = await WithCityAsync(city, content, wanted.Language, cancel);
        (content, var partner) = await AddParty.ToAsync(db, content, wanted.Partner, city.Id, problems, cancel);
        (content, var promise) = content.WithPromise(partner.Key, DealMenu.Shipped.Find(wanted.Menu), wanted.Language);
        foreach (var (field, text) in wanted.Promise)
        {
            (content, var wrong) = DraftFields.Write(content, $"promise.{promise}.{field}", text, culture);
            if (wrong is not null)
                problems.Add(new FieldProblem(field, new Refusal(wrong)));
        }
        var said = content.Promise(promise)!;
        if (said.When is null && !said.NoDateYet && !problems.Exists(p => p.Field == "when"))
            problems.Add(new FieldProblem("when", new Refusal("date-missing")));
        problems.AddRange(
            DraftRules.Contradictions(content).Select(p => p with { Field = p.Field[(p.Field.LastIndexOf('.') + 1)..] })
        );
        foreach (var offer in wanted.Offers.Select(DealMenu.Shipped.Find).OfType<MenuAction>())
            if (offer.Side == MenuSide.City)
                (content, _) = content.WithPromise(own, offer, wanted.Language, noDateYet: true);
        return (content, partner);
    }

    internal static string NewKey()
    {
        // 12 of 32 letters are 60 bits; none of them is mistaken for another when read aloud.
        const string letters = "abcdefghijkmnpqrstuvwxyz23456789";
        return RandomNumberGenerator.GetString(letters, Draft.KeyLength);
    }
}
