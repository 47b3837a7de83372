using Alliance.Deals.Index;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>A deal as lists and cards show it, on this room's pages and on those of others.</summary>
public sealed record DealCardData(
    long Id,
    string Identifier,
    string Slug,
    LocalText Title,
    string City,
    LocalText CityName,
    PartialDate? Dated,
    Instrument Instrument,
    Standing Standing,
    Delivery Delivery,
    bool Prototype,
    DateTime ChangedAt,
    IReadOnlyList<AreaName> Areas,
    PartyTally Parties,
    int Promises,
    int Quantified
);

public sealed record AreaName(string Identifier, LocalText Name)
{
    /// <summary>Of areas that all cities share, in their usual order.</summary>
    public static List<AreaName> Of(params IReadOnlyCollection<string?> identifiers) =>
        [.. SharedAreas.All.Where(a => identifiers.Contains(a.Id)).Select(a => new AreaName(a.Id, a.Name))];
}

/// <summary>
/// Who takes part, as a card says it in a line. Collective words are never counted. Members of groups are counted as
/// the source states them, and said to be unnamed.
/// </summary>
/// <param name="Unnamed">How many of all these the source counts without naming.</param>
/// <param name="Uncounted">Groups for which the source gives no number.</param>
public sealed record PartyTally(int Cities, int Firms, int SocialEconomy, int Others, int Unnamed, int Uncounted)
{
    internal static PartyTally Of(IReadOnlyCollection<PartyFact> parties)
    {
        int Count(Func<PartyFact, bool> which) => parties.Where(which).Sum(p => p.Named ? 1 : p.Count ?? 0);
        return new PartyTally(
            Count(p => p.Role == PartyRole.City),
            Count(p => p.Role != PartyRole.City && IsFirm(p.Kind)),
            Count(p => p.Role != PartyRole.City && p.Kind == OrganisationKind.SocialEconomy),
            Count(p => p.Role != PartyRole.City && !IsFirm(p.Kind) && p.Kind != OrganisationKind.SocialEconomy),
            Count(p => !p.Named),
            parties.Count(p => !p.Named && p.Count is null)
        );
    }

    private static bool IsFirm(OrganisationKind? kind) =>
        kind is OrganisationKind.Sme or OrganisationKind.Company or OrganisationKind.Utility;
}

/// <summary>What the pages of several rooms ask of the deals. Every method takes a fixed number of queries.</summary>
public static class DealQueries
{
    /// <summary>Cards for the deals at these places of the snapshot, in this order (1 query, in plain SQL).</summary>
    internal static async Task<List<DealCardData>> CardsAsync(
        AppDb db,
        DealSnapshot deals,
        IReadOnlyList<int> places,
        CancellationToken cancel = default
    )
    {
        if (places.Count == 0)
            return [];
        var (these, ids) = db.IsIn("id", places.Select(p => deals[p].Id));
        var texts = await db.ReadAsync(
            $"SELECT id, identifier, slug, title, agreed, start, prototype FROM deals WHERE {these}",
            [ids],
            async reader =>
            {
                var found =
                    new Dictionary<
                        long,
                        (string Identifier, string Slug, LocalText Title, PartialDate? Dated, bool Prototype)
                    >();
                while (await reader.ReadAsync(cancel))
                    found[reader.GetInt64(0)] = (
                        reader.GetString(1),
                        reader.GetString(2),
                        reader.Json<LocalText>(3)!,
                        reader.Date(4) ?? reader.Date(5),
                        reader.GetBoolean(6)
                    );
                return found;
            },
            cancel
        );
        return
        [
            .. places
                .Select(p => deals[p])
                .Where(d => texts.ContainsKey(d.Id))
                .Select(d =>
                {
                    var (identifier, slug, title, dated, prototype) = texts[d.Id];
                    var city = deals.City(d.City);
                    return new DealCardData(
                        d.Id,
                        identifier,
                        slug,
                        title,
                        city.Identifier,
                        city.Name,
                        dated,
                        d.Instrument,
                        d.Standing,
                        d.Delivery,
                        prototype,
                        new DateTime(d.ChangedAt, DateTimeKind.Utc),
                        AreasOf(deals, d),
                        PartyTally.Of(d.Parties),
                        d.Promises,
                        d.Quantified
                    );
                }),
        ];
    }

    /// <summary>The newest deals by the day they count from; programmes are frames, not deals, and stay out (1 query).</summary>
    /// <param name="city">Of this city alone.</param>
    public static Task<List<DealCardData>> NewestAsync(
        AppDb db,
        DealSnapshot deals,
        int count,
        string? city = null,
        CancellationToken cancel = default
    ) => CardsAsync(db, deals, [.. Of(deals, city, programmes: false).Places().Take(count)], cancel);

    /// <summary>The first of what a search found: with all words in the title first, those by other names last, then the newest (1 query).</summary>
    public static Task<List<DealCardData>> FoundAsync(
        AppDb db,
        DealSnapshot deals,
        SearchHits hits,
        int count,
        CancellationToken cancel = default
    ) =>
        CardsAsync(
            db,
            deals,
            [.. new DealChoice(deals, new DealFilter(), deals.Found(hits)).Places().Take(count)],
            cancel
        );

    /// <summary>Keys of the first of what a search found, in that order.</summary>
    public static IReadOnlyList<long> FirstOf(DealSnapshot deals, SearchHits hits, int count) =>
        [.. new DealChoice(deals, new DealFilter(), deals.Found(hits)).Ids().Take(count)];

    /// <summary>Deals by their keys, in this order (1 query).</summary>
    public static Task<List<DealCardData>> OfAsync(
        AppDb db,
        DealSnapshot deals,
        IEnumerable<long> ids,
        CancellationToken cancel = default
    ) => CardsAsync(db, deals, [.. ids.Select(deals.PlaceOf).Where(p => p >= 0)], cancel);

    /// <summary>Where these deals have the words that their titles do not show (4 queries at most).</summary>
    public static Task<IReadOnlyDictionary<long, Excerpt>> ExcerptsAsync(
        AppDb db,
        SearchQuery query,
        Language language,
        IEnumerable<DealCardData> cards,
        IReadOnlySet<long>? through = null,
        CancellationToken cancel = default
    ) =>
        Excerpts.ForAsync(
            db,
            DealTerms.Source,
            query,
            language,
            [
                .. cards.Select(c =>
                {
                    var title = c.Title.In(language);
                    return (c.Id, title.Text, (string?)title.Language);
                }),
            ],
            through,
            cancel
        );

    /// <summary>A city's programmes, or its deals of every other instrument; everybody's without a city.</summary>
    public static DealChoice Of(DealSnapshot deals, string? city, bool programmes)
    {
        var instruments = Enum.GetValues<Instrument>().Where(i => i == Instrument.Programme == programmes);
        var filter = new DealFilter().With(DealFacet.Instrument, [.. instruments.Select(Code.Of)]);
        return new DealChoice(deals, city is null ? filter : filter.With(DealFacet.City, city), null);
    }

    /// <summary>The deal's areas in their common order.</summary>
    private static List<AreaName> AreasOf(DealSnapshot deals, DealRow deal) =>
        [.. deals.Areas.Where(a => deal.Areas.Contains(a.Id)).Select(a => new AreaName(a.Identifier, a.Name))];
}
