using Alliance.Deals.Menu;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Drafting;

/// <summary>Adds promises and passages to a draft, removes parts of it, and says whom to write to.</summary>
public sealed class ChangeParts(AppDb db, ChangeDraft change)
{
    private const int MostPromises = 200;
    internal const int MostArticles = 50;

    /// <summary>
    /// Adds an empty promise, or a ready one of the menu. Refused as <see cref="ChangeDraft"/> does, and with
    /// <c>unknown-party</c>, <c>too-many-promises</c>.
    /// </summary>
    public Task<Outcome<Draft>> AddPromiseAsync(
        Door door,
        string by,
        string? menu,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            door,
            draft =>
            {
                var content = draft.Content;
                if (content.Party(by) is null)
                    return Refuse("unknown-party");
                if (content.Promises.Count >= MostPromises)
                    return Refuse("too-many-promises", $"{MostPromises}");
                var (changed, _) = content.WithPromise(by, DealMenu.Shipped.Find(menu), LanguageOf(content));
                return Task.FromResult<Outcome<DraftContent>>(changed);
            },
            cancel
        );

    /// <summary>Adds the passages of the instrument's template that are not there yet, or one empty passage.</summary>
    public Task<Outcome<Draft>> AddArticlesAsync(Door door, bool template, CancellationToken cancel = default) =>
        change.RunAsync(
            door,
            draft =>
            {
                var content = draft.Content;
                var language = LanguageOf(content);
                if (content.Articles.Count >= MostArticles)
                    return Refuse("too-many-articles", $"{MostArticles}");
                if (!template)
                    return Task.FromResult<Outcome<DraftContent>>(
                        content.WithArticle("", TextCatalogue.Own.Get(language, "draft.article-begin"))
                    );
                foreach (var ready in ArticleTemplates.For(content.Instrument))
                {
                    var heading = ready.Heading.In(language).Text;
                    if (!content.Articles.Any(a => a.Heading == heading))
                        content = content.WithArticle(heading, ready.Body.In(language).Text);
                }
                return Task.FromResult<Outcome<DraftContent>>(content);
            },
            cancel
        );

    /// <summary>
    /// Removes a promise, a passage, or a party with its promises. Refused as <see cref="ChangeDraft"/> does, and with
    /// <c>city-stays</c> for the city itself.
    /// </summary>
    public Task<Outcome<Draft>> RemoveAsync(Door door, string part, CancellationToken cancel = default) =>
        change.RunAsync(
            door,
            async draft =>
            {
                if (part.Split('.') is ["party", var key])
                {
                    if (draft.Content.Party(key)?.Role == PartyRole.City)
                        return new Refusal("city-stays");
                    draft.Parties.RemoveAll(p => p.Key == key);
                    // What it asked is not open any more: nobody is left to agree.
                    await db
                        .DraftPoints.Where(p =>
                            p.DraftId == draft.Id && p.ByParty == key && p.State == Talks.PointState.Open
                        )
                        .ForEachAsync(p => p.State = Talks.PointState.Withdrawn, cancel);
                }
                return draft.Content.Without(part);
            },
            cancel
        );

    /// <summary>
    /// Says whom to write to for a party. A link that another person got before is no longer valid. Refused with
    /// <c>check-fields</c> as <see cref="AddParty"/> does.
    /// </summary>
    public Task<Outcome<Draft>> SetContactAsync(
        Door door,
        string party,
        string name,
        string email,
        Language language,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            door,
            async draft =>
            {
                if (draft.Parties.Find(p => p.Key == party) is not { } row)
                    return new Refusal("unknown-party");
                if (AddParty.Contact(name, email).ToList() is { Count: > 0 } problems)
                    return new Refusal("check-fields") { Fields = problems };
                if (row.ContactEmail != email.Trim())
                {
                    (row.InvitedAt, row.SeenAt) = (null, null);
                    db.DraftLinks.RemoveRange(
                        await db.DraftLinks.Where(l => l.DraftPartyId == row.Id).ToListAsync(cancel)
                    );
                }
                (row.ContactName, row.ContactEmail) = (name.Trim(), email.Trim());
                row.ContactLanguage = language.Code;
                return draft.Content;
            },
            cancel
        );

    private static Language LanguageOf(DraftContent content) => Language.Find(content.Language) ?? Language.English;

    private static Task<Outcome<DraftContent>> Refuse(string code, params string[] values) =>
        Task.FromResult<Outcome<DraftContent>>(new Refusal(code, values));
}
