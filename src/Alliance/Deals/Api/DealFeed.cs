using Alliance.Deals.Documents;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Deals.Api;

/// <summary>
/// <c>/{lang}/deals.atom</c>: the newest or last changed deals of a choice. A city, an area or a search can be followed.
/// </summary>
internal static class DealFeed
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/{Lang:lang}/deals.atom", FeedAsync).ExcludeFromDescription();

    private static async Task<IResult> FeedAsync(HttpContext http, AppDb db, Reader reader, PageTags tags)
    {
        tags.Add("deals");
        var (_, choice, _) = await DealParameters.ReadAsync(http, db, whole: true);
        var deals = await DealDocuments.LoadAsync(db, [.. choice.Ids().Take(AtomFeed.Entries)], http.RequestAborted);
        return await AtomFeed.AnswerAsync(
            http,
            reader,
            "deals",
            choice.Filter.Print(),
            [.. deals.Select(d => Entry(d, reader))]
        );
    }

    private static AtomEntry Entry(Deal deal, Reader reader) =>
        new("deals/" + deal.Slug, deal.Title, deal.SummaryTold, deal.ChangedAt)
        {
            Categories =
            [
                .. deal
                    .Areas.Select(a => a.PolicyArea!)
                    .OrderBy(a => a.Order)
                    .Select(a => new AtomCategory(a.Identifier, a.Name.In(reader.Language).Text)),
                new(deal.City!.Identifier, deal.City.Name.In(reader.Language).Text),
            ],
        };
}
