using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Knowledge;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site;

/// <summary>Deals and practices that a search finds, as one list; and where they are few, those that come close.</summary>
internal static class FindWorks
{
    private const int DealKind = 0;
    private const int PracticeKind = 1;

    private static readonly IReadOnlyList<SearchSource> Kinds = [DealTerms.Source, PracticeTerms.Source];

    /// <summary>1 query for each kind that is shown and for its excerpts; where few are found, 3 more for what comes close.</summary>
    public static async Task<(IReadOnlyList<FoundWork> Found, IReadOnlyList<FoundWork> Near)> LoadAsync(
        AppDb db,
        DealSnapshot snapshot,
        SearchQuery query,
        SearchHits deals,
        SearchHits practices,
        Language language,
        int each,
        CancellationToken cancel
    )
    {
        var missing = SiteSearch.Few - deals.Count - practices.Count;
        var near = missing > 0 ? await NearAsync(db, snapshot, query, deals, practices, missing, cancel) : [];
        var nearDeals = near.Where(n => n.Kind == DealKind).Select(n => n.Id).ToList();
        var nearPractices = near.Where(n => n.Kind == PracticeKind).Select(n => n.Id).ToList();
        var cards = await DealQueries.OfAsync(
            db,
            snapshot,
            DealQueries.FirstOf(snapshot, deals, each).Concat(nearDeals),
            cancel
        );
        var told = await PracticesAsync(db, practices, each, nearPractices, cancel);
        var dealExcerpts = await DealQueries.ExcerptsAsync(
            db,
            query,
            language,
            cards,
            deals.Through.Concat(nearDeals).ToHashSet(),
            cancel
        );
        var practiceExcerpts = await Excerpts.ForAsync(
            db,
            PracticeTerms.Source,
            query,
            language,
            [.. told.Select(p => SiteSearch.TitleOf(p.Id, p.Title, language))],
            practices.Through.Concat(nearPractices).ToHashSet(),
            cancel
        );
        var works = cards
            .Select(d => (Kind: DealKind, d.Id, Work: new FoundWork(d, null, dealExcerpts.GetValueOrDefault(d.Id))))
            .Concat(
                told.Select(p =>
                    (Kind: PracticeKind, p.Id, Work: new FoundWork(null, p, practiceExcerpts.GetValueOrDefault(p.Id)))
                )
            )
            .ToDictionary(w => (w.Kind, w.Id), w => w.Work);
        foreach (var (kind, id, lacks) in near.Where(n => n.Missing.Count > 0))
            if (works.TryGetValue((kind, id), out var work))
                works[(kind, id)] = work with
                {
                    Excerpt = (work.Excerpt ?? new Excerpt([], null, [])) with { Missing = lacks },
                };
        return (
            [
                .. ByTurns(
                        [.. cards.Select(d => d.Id).Except(nearDeals)],
                        deals,
                        [.. told.Select(p => p.Id).Except(nearPractices)],
                        practices
                    )
                    .Select(w => works[w]),
            ],
            [.. near.Select(n => works.GetValueOrDefault((n.Kind, n.Id))).OfType<FoundWork>()]
        );
    }

    /// <summary>Both in their own order, group by group, so that neither kind hides the other.</summary>
    private static IEnumerable<(int Kind, long Id)> ByTurns(
        long[] deals,
        SearchHits dealHits,
        long[] practices,
        SearchHits practiceHits
    ) =>
        deals
            .Select(id => (Kind: DealKind, Id: id, Group: GroupOf(dealHits, id)))
            .Concat(practices.Select(id => (Kind: PracticeKind, Id: id, Group: GroupOf(practiceHits, id))))
            .GroupBy(w => (w.Kind, w.Group))
            .SelectMany(g => g.Select((w, turn) => (w.Kind, w.Id, w.Group, Turn: turn)))
            .OrderBy(w => w.Group)
            .ThenBy(w => w.Turn)
            .ThenBy(w => w.Kind)
            .Select(w => (w.Kind, w.Id));

    private static HitGroup GroupOf(SearchHits hits, long id) =>
        Array.BinarySearch(hits.InTitle, id) >= 0 ? HitGroup.InTitle
        : Array.BinarySearch(hits.All, id) >= 0 ? HitGroup.InText
        : Array.BinarySearch(hits.ThroughInTitle, id) >= 0 ? HitGroup.OtherNameInTitle
        : HitGroup.OtherName;

    private static async Task<List<(int Kind, long Id, IReadOnlyList<string> Missing)>> NearAsync(
        AppDb db,
        DealSnapshot snapshot,
        SearchQuery query,
        SearchHits deals,
        SearchHits practices,
        int count,
        CancellationToken cancel
    )
    {
        var nearness = new Nearness(query, await WordHalves.FindAsync(db, query, cancel));
        if (!nearness.SaysMore)
            return [];
        var found = await SearchFinder.AskAsync(db, Kinds, nearness.Clues, cancel);
        HashSet<(int, long)> shown =
        [
            .. deals.All.Concat(deals.Through).Select(id => (DealKind, id)),
            .. practices.All.Concat(practices.Through).Select(id => (PracticeKind, id)),
        ];
        return
        [
            .. nearness
                .Rank(found, snapshot.Count)
                .Where(r => !shown.Contains((r.Kind, r.Id)))
                .Take(count)
                .Select(r =>
                    (r.Kind, r.Id, (IReadOnlyList<string>)r.Missing.ConvertAll(part => query.Parts[part].AsTyped))
                ),
        ];
    }

    /// <summary>The first published ones among the hits: those that say it in the title, with every word, by another name; and what comes close.</summary>
    /// <remarks>1 query; none where nothing is hit.</remarks>
    public static async Task<List<FoundPractice>> PracticesAsync(
        AppDb db,
        SearchHits hits,
        int each,
        List<long> near,
        CancellationToken cancel
    )
    {
        long[] ids = [.. hits.All, .. hits.Through, .. near];
        return ids.Length == 0
            ? []
            : await db
                .Practices.Where(p => ids.Contains(p.Id) && p.Standing == PracticeStanding.Published)
                .OrderByDescending(p => hits.InTitle.Contains(p.Id))
                .ThenByDescending(p => hits.All.Contains(p.Id))
                .ThenByDescending(p => hits.ThroughInTitle.Contains(p.Id))
                .ThenBy(p => p.Identifier)
                .Take(each + near.Count)
                .Select(p => new FoundPractice(
                    p.Id,
                    p.Identifier!,
                    p.Kind,
                    p.Title,
                    p.City == null ? null : p.City.Name
                ))
                .ToListAsync(cancel);
    }
}
