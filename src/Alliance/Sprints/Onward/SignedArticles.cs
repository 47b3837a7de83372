using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Onward;

/// <summary>An article that an idea became, in the version that was signed first.</summary>
/// <param name="Number">Of the article; null where the parties took it out before they signed.</param>
/// <param name="Heading">Empty where it has none.</param>
/// <param name="Version">The number of that version.</param>
/// <param name="Signed">The day of its last signature.</param>
public sealed record SignedArticle(
    long DealId,
    string Deal,
    string Slug,
    LocalText Title,
    Instrument Instrument,
    int? Number,
    string Heading,
    int? Version,
    DateOnly? Signed
);

/// <summary>What came of the drafts into which ideas went. Of what is not signed everybody knows that it is drafted, and nothing else.</summary>
/// <param name="Signed">By the number of the step.</param>
/// <param name="Ended">Steps whose talks came to nothing.</param>
internal sealed record SignedArticles(IReadOnlyDictionary<long, SignedArticle> Signed, IReadOnlySet<long> Ended)
{
    /// <remarks>1 query.</remarks>
    public static async Task<SignedArticles> OfAsync(
        AppDb db,
        IQueryable<IdeaFate> fates,
        CancellationToken cancel = default
    )
    {
        var drafts = await (
            from fate in fates
            where fate.Kind == FateKind.Draft && fate.Target != null
            join draft in db.Drafts on fate.Target equals draft.Key
            where draft.Stage == DraftStage.Concluded || draft.Stage == DraftStage.Ended
            select new
            {
                fate.Id,
                fate.Article,
                draft.Stage,
                draft.Content,
                Deal = draft.Deal == null
                    ? null
                    : new
                    {
                        draft.Deal.Id,
                        draft.Deal.Identifier,
                        draft.Deal.Slug,
                        draft.Deal.Title,
                        draft.Deal.Instrument,
                    },
                Release = db
                    .Releases.Where(r => r.DraftId == draft.Id && r.VoidAt == null)
                    .OrderByDescending(r => r.Id)
                    .Select(r => new { r.Number, Signed = r.Signatures.Max(s => (DateTime?)s.At) })
                    .FirstOrDefault(),
            }
        )
            .AsNoTracking()
            .ToListAsync(cancel);
        return new SignedArticles(
            drafts
                .Where(d => d.Stage == DraftStage.Concluded && d.Deal is not null)
                .ToDictionary(
                    d => d.Id,
                    d =>
                    {
                        // The text was fixed as the draft stands, its articles numbered in their order.
                        var place = d.Content.Articles.Index().FirstOrDefault(a => a.Item.Key == d.Article);
                        return new SignedArticle(
                            d.Deal!.Id,
                            d.Deal.Identifier,
                            d.Deal.Slug,
                            d.Deal.Title,
                            d.Deal.Instrument,
                            place.Item is null ? null : place.Index + 1,
                            place.Item?.Heading ?? "",
                            d.Release?.Number,
                            d.Release?.Signed is { } at ? DateOnly.FromDateTime(at) : null
                        );
                    }
                ),
            drafts.Where(d => d.Stage == DraftStage.Ended).Select(d => d.Id).ToHashSet()
        );
    }

    /// <summary>The same of steps that came by a package, which says it.</summary>
    /// <remarks>1 query, where there are such.</remarks>
    public static async Task<IReadOnlyDictionary<long, SignedArticle>> ElsewhereAsync(
        AppDb db,
        IReadOnlyList<IdeaFate> fates,
        CancellationToken cancel = default
    )
    {
        var named = fates.Where(f => f.Elsewhere?.Deal is not null).ToList();
        if (named.Count == 0)
            return new Dictionary<long, SignedArticle>();
        var identifiers = named.ConvertAll(f => f.Elsewhere!.Deal!);
        var deals = await db
            .Deals.AsNoTracking()
            .Where(d => identifiers.Contains(d.Identifier))
            .Select(d => new
            {
                d.Id,
                d.Identifier,
                d.Slug,
                d.Title,
                d.Instrument,
                Versions = d.Versions.Select(v => new { v.Number, v.Agreed }).ToList(),
            })
            .ToDictionaryAsync(d => d.Identifier, cancel);
        return named
            .Where(f => deals.ContainsKey(f.Elsewhere!.Deal!))
            .ToDictionary(
                f => f.Id,
                f =>
                {
                    var deal = deals[f.Elsewhere!.Deal!];
                    return new SignedArticle(
                        deal.Id,
                        deal.Identifier,
                        deal.Slug,
                        deal.Title,
                        deal.Instrument,
                        f.Elsewhere.Article,
                        "",
                        f.Elsewhere.Version,
                        deal.Versions.Find(v => v.Number == f.Elsewhere.Version)?.Agreed?.Last
                    );
                }
            );
    }
}
