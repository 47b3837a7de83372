using System.Data.Common;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>
/// What a deal is found by: its titles, its whole text, its city, and the names of its parties, also by which those are
/// known whose record was merged into another.
/// </summary>
public static class DealTerms
{
    public static readonly SearchSource Source = new("deal_terms", db => db.Deals.Select(d => d.Id), ReadAsync)
    {
        Following = new Dictionary<string, Func<AppDb, IReadOnlyList<long>, IQueryable<long>>>
        {
            [CityTerms.Source.Table] = (db, cities) => db.Deals.Where(d => cities.Contains(d.CityId)).Select(d => d.Id),
            [OrganisationTerms.Source.Table] = (db, organisations) =>
                db
                    .Parties.Where(p =>
                        p.OrganisationId != null
                        && db.Organisations.Where(o =>
                                organisations.Contains(o.Id)
                                || (o.MergedIntoId != null && organisations.Contains(o.MergedIntoId.Value))
                            )
                            .Select(o => o.Id)
                            .Contains(p.OrganisationId.Value)
                    )
                    .Select(p => p.DealId)
                    .Distinct(),
        },
    };

    private static string Sql(string deals, string own, string parties) =>
        $"""
            SELECT d.id, d.identifier, d.title, d.original_name, d.summary, d.articles, c.name, d.english_summary
            FROM deals d JOIN cities c ON c.id = d.city_id WHERE {deals};
            SELECT deal_id, action FROM commitments WHERE {own} ORDER BY deal_id, "order";
            SELECT p.deal_id, o.name, m.name, o.other_names, m.other_names, p."group", p.collective
            FROM parties p
            LEFT JOIN organisations o ON o.id = p.organisation_id
            LEFT JOIN organisations m ON m.id = o.merged_into_id
            WHERE {parties} ORDER BY p.deal_id, p."order";
            SELECT deal_id, name FROM deal_indicators WHERE {own} ORDER BY deal_id, "order"
            """;

    /// <summary>1 command, in plain SQL: a search reads what it found here to show where the words stand.</summary>
    private static Task<List<SearchRecord>> ReadAsync(AppDb db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var (deals, parameter) = db.IsIn("d.id", ids);
        var (own, _) = db.IsIn("deal_id", ids);
        var (parties, _) = db.IsIn("p.deal_id", ids);
        return db.ReadAsync(
            Sql(deals, own, parties),
            [parameter],
            async reader =>
            {
                var found = await reader.RowsAsync(Own, cancel);
                var commitments = await PassagesAsync(reader, r => [Passage.Of(r.Json<LocalText>(1)!)], cancel);
                var names = await PassagesAsync(reader, Names, cancel);
                var indicators = await PassagesAsync(reader, r => [Passage.Of(r.Json<LocalText>(1)!)], cancel);
                return found.ConvertAll(d => new SearchRecord(
                    d.Id,
                    [.. d.First, .. commitments[d.Id], .. names[d.Id], .. d.Articles, .. indicators[d.Id], .. d.Last]
                ));
            },
            cancel
        );
    }

    private static (long Id, Passage[] First, Passage[] Articles, Passage[] Last) Own(DbDataReader reader) =>
        (
            reader.GetInt64(0),
            [
                Passage.Of(reader.Json<LocalText>(2)!, inTitle: true),
                .. reader.Json<LocalText>(3) is { } original ? [Passage.Of(original, inTitle: true)] : (Passage[])[],
                Passage.Of(InEnglish.With(reader.Json<LocalText>(4)!, reader.Text(7))),
            ],
            [
                .. (reader.Json<List<Article>>(5) ?? []).SelectMany(a =>
                    a.Heading is { } heading ? [Passage.Of(heading), Passage.Of(a.Body)] : new[] { Passage.Of(a.Body) }
                ),
            ],
            [Passage.Of(reader.Json<LocalText>(6)!), Passage.OfCode(reader.GetString(1))]
        );

    private static IEnumerable<Passage> Names(DbDataReader reader) =>
        [
            .. new[] { reader.Text(1), reader.Text(2) }
                .Concat(reader.Json<List<string>>(3) ?? [])
                .Concat(reader.Json<List<string>>(4) ?? [])
                .OfType<string>()
                .Select(n => Passage.OfName(n)),
            .. reader.Json<PartyGroup>(5) is { } group ? [Passage.Of(group.Name)] : (Passage[])[],
            .. reader.Json<LocalText>(6) is { } collective ? [Passage.Of(collective)] : (Passage[])[],
        ];

    private static async Task<ILookup<long, Passage>> PassagesAsync(
        DbDataReader reader,
        Func<DbDataReader, IEnumerable<Passage>> read,
        CancellationToken cancel
    )
    {
        var rows = await reader.NextAsync(r => (Deal: r.GetInt64(0), Passages: read(r)), cancel);
        return rows.SelectMany(r => r.Passages.Select(p => (r.Deal, Passage: p))).ToLookup(p => p.Deal, p => p.Passage);
    }
}
