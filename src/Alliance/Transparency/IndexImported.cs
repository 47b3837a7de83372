using Alliance.Deals;
using Alliance.Engagement.Offers;
using Alliance.Knowledge;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency;

/// <summary>Indexes what an import stored, once everything of it is there.</summary>
internal static class IndexImported
{
    private const int Batch = 1_000;

    /// <param name="changed">Identifiers by file.</param>
    /// <param name="mergesBefore">What each organisation was merged into before: that one loses a name.</param>
    public static async Task RunAsync(
        AppDb db,
        IReadOnlyDictionary<string, HashSet<string>> changed,
        IReadOnlyDictionary<string, string?> mergesBefore
    )
    {
        Task<HashSet<long>> Ids(string file, Func<IReadOnlyList<string>, IQueryable<long>> find) =>
            IdsAsync(changed.GetValueOrDefault(file) ?? [], find);

        var organisations = await Ids(
            "organisations.jsonl",
            some =>
                db.Organisations.Where(o => some.Contains(o.Identifier))
                    .Select(o => o.Id)
                    .Union(
                        db.Organisations.Where(o => some.Contains(o.Identifier) && o.MergedIntoId != null)
                            .Select(o => o.MergedIntoId!.Value)
                    )
        );
        var left = (changed.GetValueOrDefault("organisations.jsonl") ?? [])
            .Select(o => mergesBefore.GetValueOrDefault(o))
            .OfType<string>();
        organisations.UnionWith(
            await IdsAsync(
                [.. left],
                some => db.Organisations.Where(o => some.Contains(o.Identifier)).Select(o => o.Id)
            )
        );
        await SearchIndex.WriteAsync(
            db,
            new Dictionary<SearchSource, HashSet<long>>
            {
                [CityTerms.Source] = await Ids(
                    "cities.jsonl",
                    some => db.Cities.Where(c => some.Contains(c.Identifier)).Select(c => c.Id)
                ),
                [OrganisationTerms.Source] = organisations,
                [DealTerms.Source] = await Ids(
                    "deals.jsonl",
                    some => db.Deals.Where(d => some.Contains(d.Identifier)).Select(d => d.Id)
                ),
                [PracticeTerms.Source] = await Ids(
                    "practices.jsonl",
                    some => db.Practices.Where(p => some.Contains(p.Identifier!)).Select(p => p.Id)
                ),
                [OfferTerms.Source] = await Ids(
                    "offers.jsonl",
                    some => db.Offers.Where(o => some.Contains(o.Identifier!)).Select(o => o.Id)
                ),
            }
        );
    }

    private static async Task<HashSet<long>> IdsAsync(
        IReadOnlyCollection<string> identifiers,
        Func<IReadOnlyList<string>, IQueryable<long>> find
    )
    {
        var ids = new HashSet<long>();
        foreach (var some in identifiers.Chunk(Batch))
            ids.UnionWith(await find(some).ToListAsync());
        return ids;
    }
}
