using System.Globalization;
using Alliance.Deals.Documents;
using Alliance.Deals.Drafting;
using Alliance.Deals.Menu;
using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Signing;

/// <summary>
/// Turns a draft into the document of a deal. It names organisations and roles, no person. What was taken over word by
/// word from the menu, or stands unchanged since the last version, keeps its other languages.
/// </summary>
internal sealed class FixedText(DraftContent draft, DealDocument? before)
{
    private readonly Language language = Language.Find(draft.Language) ?? Language.English;

    /// <param name="id">The deal's identifier and address.</param>
    /// <param name="city">The city's identifier.</param>
    /// <param name="origin">Where it grew from.</param>
    /// <param name="renews">The deal it follows on.</param>
    /// <param name="organisations">The identifier of each party by its key; new ones are reserved.</param>
    public DealDocument Document(
        string id,
        string city,
        Origin? origin,
        string? renews,
        IReadOnlyDictionary<string, string> organisations
    ) =>
        new(
            id,
            before?.Slug ?? id,
            null,
            city,
            before?.Project,
            Title(),
            null,
            Summary(),
            draft.Areas.Count == 0 ? null : [.. SharedAreas.All.Select(a => a.Id).Where(draft.Areas.Contains)],
            draft.Instrument,
            Relation.OfficialLgd,
            Standing.ConcludedHere,
            Delivery.Planned,
            null,
            draft.Start,
            draft.End,
            draft.LegalNature,
            draft.OpenToJoin,
            Prototype(),
            origin,
            [
                .. draft.Parties.Select(p => new PartyDocument(
                    p.Key,
                    p.Role,
                    p.Group is null ? organisations[p.Key] : null,
                    p.Group,
                    null,
                    null
                )),
            ],
            null,
            draft.Articles.Count == 0 ? null : [.. draft.Articles.Select(Article)],
            draft.Promises.Count == 0 ? null : [.. draft.Promises.Select(Promise)],
            null,
            before?.Reporting,
            null,
            null,
            null
        )
        {
            Evaluation = draft.Evaluation,
            Renews = renews,
            Basis = Basis(),
        };

    private LocalText Title() =>
        // The menu's own title, if that is what stands there.
        draft
            .Promises.Select(p => DealMenu.Shipped.Find(p.Menu)?.Title)
            .FirstOrDefault(t => t?.In(language).Text == draft.Title)
            is { } ready
            ? AsSigned(ready, before?.Title)
            : Kept(draft.Title, before?.Title);

    // Every deal has a summary in the register; who wrote none is summed up by the first promise.
    private LocalText Summary() =>
        draft.Summary.Length > 0 ? Kept(draft.Summary, before?.Summary)
        : draft.Promises.Count > 0 ? Action(draft.Promises[0])
        : Title();

    // Nobody is offered for copying what is not summed up in English any more.
    private bool? Prototype()
    {
        var summary = Summary();
        return
            before is { Prototype: true }
            && (InEnglish.Has(summary) || (before.EnglishSummary is not null && $"{summary}" == $"{before.Summary}"))
            ? true
            : null;
    }

    private Article Article(ArticleDraft article, int index)
    {
        var old = before?.Articles?.ElementAtOrDefault(index);
        var ready = ArticleTemplates.For(draft.Instrument);
        return new Article(
            index + 1,
            article.Heading.Length == 0 ? null : Passage(article.Heading, r => r.Heading, old?.Heading),
            Passage(article.Body, r => r.Body, old?.Body)
        );

        LocalText Passage(string text, Func<ReadyArticle, LocalText> part, LocalText? signed) =>
            ready.Select(part).FirstOrDefault(p => p.In(language).Text == text) is { } shipped
                ? AsSigned(shipped, signed)
                : Kept(text, signed);
    }

    private CommitmentDocument Promise(PromiseDraft promise) =>
        new(
            promise.Key,
            promise.By,
            promise.With.Count == 0 ? null : [.. promise.With],
            Action(promise),
            QuantityOf(promise),
            promise.Direction,
            promise.BaselineDate is null && promise.BaselineValue is null
                ? null
                : new Baseline(promise.BaselineDate, promise.BaselineValue),
            promise.When is { } date ? new Target(date) : null,
            null,
            null
        )
        {
            Additionality = promise.Additionality,
        };

    private LocalText Action(PromiseDraft promise)
    {
        var signed = before?.Commitments?.Find(c => c.Key == promise.Key)?.Action;
        if (
            DealMenu.Shipped.Find(promise.Menu) is { } ready
            && Composing.Sentence(ready, language) == promise.Action
            && (QuantityOf(promise) is not null || !promise.Action.Contains(Composing.Gap, StringComparison.Ordinal))
        )
            return AsSigned(
                new LocalText(
                    language.Code,
                    Language.Offered.Select(l =>
                        KeyValuePair.Create(l.Code, Filled(Composing.Sentence(ready, l), promise, l))
                    )
                ),
                signed
            );
        return Kept(Filled(promise.Action, promise, language), signed);
    }

    /// <summary>The sentence with its number where the gap was.</summary>
    internal static string Filled(string sentence, PromiseDraft promise, Language language) =>
        QuantityOf(promise) is { } quantity
            ? sentence.Replace(
                Composing.Gap,
                QuantityText.Of(quantity, new Reader(language)).ToString(),
                StringComparison.Ordinal
            )
            : sentence;

    internal static Quantity? QuantityOf(PromiseDraft promise) =>
        promise is { Value: { } value, Unit: { } unit }
            ? new Quantity(value, promise.Qualifier, unit, promise.Per)
            : null;

    private DealBasis? Basis()
    {
        var basis = new DealBasis(
            Text(draft.Basis.Strategy, before?.Basis?.Strategy),
            Text(draft.Basis.Decision, before?.Basis?.Decision),
            Text(draft.Basis.Departments, before?.Basis?.Departments),
            Text(draft.Basis.PublicMoney, before?.Basis?.PublicMoney),
            Text(draft.Basis.Benefits, before?.Basis?.Benefits),
            Text(draft.Basis.Missing, before?.Basis?.Missing)
        );
        return basis == new DealBasis() ? null : basis;

        LocalText? Text(string now, LocalText? old) => now.Length == 0 ? null : Kept(now, old);
    }

    // That the menu is there in one more language since then changes nothing of what was signed.
    private static LocalText AsSigned(LocalText ready, LocalText? signed) =>
        signed?.CompletedBy(ready).Equals(ready) == true ? signed : ready;

    private LocalText Kept(string text, LocalText? old) =>
        // In whatever language it was written: a joiner's promise may be in another one than the deal.
        old is not null
        && old.ToString() == text
            ? old
            : new LocalText(language.Code, text);
}
