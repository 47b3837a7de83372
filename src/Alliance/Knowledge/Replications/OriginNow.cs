using System.Text.Json;
using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Knowledge.Documents;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Replications;

/// <summary>What a deal promises, as another city can promise it too.</summary>
/// <param name="OfCity">The city itself promises it.</param>
public sealed record OriginPromise(string Key, bool OfCity, LocalText Action, Quantity? Quantity, Direction? Direction);

/// <summary>What can be taken over, as it stands now.</summary>
/// <param name="Parts">A practice's components; what a deal promises.</param>
/// <param name="Promises">Of a deal.</param>
/// <param name="Inhabitants">Of its city, where that is known.</param>
public sealed record OriginNow(
    OriginKind Kind,
    string Identifier,
    LocalText Title,
    IReadOnlyList<string> Areas,
    IReadOnlyList<ReplicationPart> Parts,
    IReadOnlyList<OriginPromise> Promises,
    long? Inhabitants
)
{
    /// <summary>In short.</summary>
    public LocalText? Summary { get; init; }

    /// <summary>What comes into a draft as it reads. Of a practice only where it is not told in parts.</summary>
    public IReadOnlyList<OriginArticle> Articles { get; init; } = [];

    /// <summary>Of its page here, below the language; null where another installation has it.</summary>
    public string? Address { get; init; }
    public City? City { get; init; }

    /// <summary>Where another installation has it.</summary>
    public OriginElsewhere? Elsewhere { get; init; }

    /// <summary>
    /// Whether it is offered for copying: cities of other languages choose by its summary in English. What another installation handed out was offered
    /// there.
    /// </summary>
    public bool IsOffered => Elsewhere is not null || InEnglish.Has(Summary);

    /// <summary>Its page for a reader.</summary>
    public string Link(Reader reader) => Address is { } here ? reader.At(here) : Elsewhere!.Page;

    /// <returns>Null where nothing public has this identifier.</returns>
    /// <remarks>1 query for a practice, 5 for a deal.</remarks>
    public static Task<OriginNow?> FindAsync(
        AppDb db,
        OriginKind kind,
        string identifier,
        CancellationToken cancel = default
    ) =>
        !DealFacet.IsIdentifier(identifier) ? Task.FromResult<OriginNow?>(null)
        : kind == OriginKind.Practice ? PracticeAsync(db, identifier, cancel)
        : DealAsync(db, identifier, cancel);

    /// <summary>What a replication takes over: what stands here now, or what the package of another installation said.</summary>
    public static Task<OriginNow?> OfAsync(AppDb db, Replication replication, CancellationToken cancel = default) =>
        replication.Elsewhere is { } elsewhere
            ? Task.FromResult(elsewhere.Content is { } content ? Of(replication.Kind, elsewhere, content) : null)
            : FindAsync(db, replication.Kind, replication.Origin, cancel);

    /// <exception cref="JsonException">The content is no such document.</exception>
    public static OriginNow Of(OriginKind kind, OriginElsewhere elsewhere, string content)
    {
        if (kind == OriginKind.Practice)
        {
            var practice = Read<PracticeDocument>(content);
            return new OriginNow(
                kind,
                practice.Id,
                practice.Title,
                Known(practice.Areas),
                PartsOf(practice.Components),
                [],
                elsewhere.Inhabitants
            )
            {
                Summary = practice.Text,
                Articles = OriginArticle.OfPractice(practice.Text, practice.Done, practice.Advice),
                Elsewhere = elsewhere,
            };
        }
        var deal = Read<DealDocument>(content);
        var ofCity = deal.Parties.Where(p => p.Role == PartyRole.City).Select(p => p.Key).ToHashSet();
        return OfDeal(
            deal.Id,
            deal.Title,
            Known(deal.Areas),
            [
                .. (deal.Commitments ?? []).Select(c => new OriginPromise(
                    c.Key,
                    ofCity.Contains(c.By),
                    c.Action,
                    c.Quantity,
                    c.Direction
                )),
            ],
            elsewhere.Inhabitants
        ) with
        {
            Summary = InEnglish.With(deal.Summary, deal.EnglishSummary),
            Articles = OriginArticle.OfDeal(deal.Articles),
            Elsewhere = elsewhere,
        };
    }

    /// <summary>The parts that say something else today than when they were read, and those that are new or gone.</summary>
    public IReadOnlySet<string> ChangedSince(Replication replication)
    {
        var read = replication.Parts.Where(p => p.Choice != PartChoice.Add).ToDictionary(p => p.Key, Said);
        var now = Parts.ToDictionary(p => p.Key, Said);
        return read
            .Keys.Union(now.Keys)
            .Where(k => read.GetValueOrDefault(k) != now.GetValueOrDefault(k))
            .ToHashSet(StringComparer.Ordinal);

        // A translation that came since changes nothing of what was said.
        static string Said(ReplicationPart part) => $"{part.Title}\u001f{part.Text}";
    }

    private static async Task<OriginNow?> PracticeAsync(AppDb db, string identifier, CancellationToken cancel)
    {
        var practice = await db
            .Practices.AsNoTracking()
            .Include(p => p.City)
            .SingleOrDefaultAsync(p => p.Identifier == identifier && p.Standing == PracticeStanding.Published, cancel);
        return practice is null
            ? null
            : new OriginNow(
                OriginKind.Practice,
                identifier,
                practice.Title,
                practice.Areas,
                PartsOf(practice.Told.Components),
                [],
                practice.City?.Inhabitants
            )
            {
                Summary = practice.Text,
                Articles = OriginArticle.OfPractice(practice.Text, practice.Told.Done, practice.Told.Advice),
                Address = "practices/" + identifier,
                City = practice.City,
            };
    }

    private static async Task<OriginNow?> DealAsync(AppDb db, string identifier, CancellationToken cancel)
    {
        var deal = await db
            .Deals.AsNoTracking()
            .AsSplitQuery()
            .Include(d => d.City)
            .Include(d => d.Parties)
            .Include(d => d.Commitments)
            .Include(d => d.Areas)
                .ThenInclude(a => a.PolicyArea)
            .SingleOrDefaultAsync(d => d.Identifier == identifier, cancel);
        if (deal is null)
            return null;
        var ofCity = deal.Parties.Where(p => p.Role == PartyRole.City).Select(p => p.Key).ToHashSet();
        return OfDeal(
            identifier,
            deal.Title,
            Known(deal.Areas.OrderBy(a => a.PolicyArea!.Order).Select(a => a.PolicyArea!.Identifier)),
            [
                .. deal
                    .Commitments.OrderBy(c => c.Order)
                    .Select(c => new OriginPromise(c.Key, ofCity.Contains(c.By), c.Action, c.Quantity, c.Direction)),
            ],
            deal.City?.Inhabitants
        ) with
        {
            Summary = deal.SummaryTold,
            Articles = OriginArticle.OfDeal(deal.Articles),
            Address = "deals/" + deal.Slug,
            City = deal.City,
        };
    }

    private static OriginNow OfDeal(
        string identifier,
        LocalText title,
        IReadOnlyList<string> areas,
        IReadOnlyList<OriginPromise> promises,
        long? inhabitants
    ) =>
        new(
            OriginKind.Deal,
            identifier,
            title,
            areas,
            [.. promises.Select(p => new ReplicationPart(p.Key, p.Action))],
            promises,
            inhabitants
        );

    private static List<ReplicationPart> PartsOf(IEnumerable<Told.PracticeComponent>? components) =>
        [.. (components ?? []).Select(c => new ReplicationPart(c.Key, c.Title, c.Text, c.Importance))];

    private static List<string> Known(IEnumerable<string>? areas) =>
        [.. (areas ?? []).Where(a => SharedAreas.Find(a) is not null)];

    private static T Read<T>(string content) =>
        JsonSerializer.Deserialize<T>(content, JsonColumn.Options) ?? throw new JsonException("It holds nothing.");
}
