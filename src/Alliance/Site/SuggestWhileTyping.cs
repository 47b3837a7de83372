using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Site;

/// <param name="Lang">The language of the text where it is not the page's.</param>
public sealed record Suggestion(string Text, string? Lang, string Kind, string Href);

public sealed record Suggestions(IReadOnlyList<Suggestion> Items);

/// <summary>What the search box offers while one types, from three letters on: names and titles that have the words, and what the
/// glossary calls by them in any language.</summary>
internal static class SuggestWhileTyping
{
    private const int ShortestText = 3;
    private const int MostCities = 2;
    private const int MostOrganisations = 3;
    private const int MostConcepts = 3;
    private const int MostDeals = 5;
    private const int MostPractices = 3;
    private const int MostOffers = 3;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/{Lang:lang}/search/suggest",
            async (
                string? q,
                AppDb db,
                DealIndex deals,
                Reader reader,
                PageTags tags,
                TimeProvider time,
                CancellationToken cancel
            ) =>
            {
                tags.Add("deals", "organisations", "cities", "practices", "offers");
                return Results.Json(
                    await ForAsync(
                        db,
                        await deals.CurrentAsync(cancel),
                        DealFilter.Clean(q),
                        reader,
                        DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
                        cancel
                    ),
                    JsonColumn.Options
                );
            }
        );

    public static async Task<Suggestions> ForAsync(
        AppDb db,
        DealSnapshot snapshot,
        string text,
        Reader reader,
        DateOnly today,
        CancellationToken cancel
    )
    {
        if (text.Length < ShortestText)
            return new Suggestions([]);
        var hits = await SearchFinder.FindAsync(db, SiteSearch.Sources, SearchQuery.Read(text, typing: true), cancel);
        var cities = await SiteSearch.CitiesAsync(db, Titles(hits[0]), cancel);
        var organisations =
            hits[1].InTitle.Length == 0
                ? []
                : (
                    await OrganisationListQueries.ListAsync(
                        db,
                        OrganisationFilter.AllFor(reader.Language),
                        Titles(hits[1]),
                        cancel: cancel
                    )
                ).Rows;
        // A deal is also worth offering for its partner or for what it says.
        var deals = await DealQueries.FoundAsync(db, snapshot, hits[2], MostDeals, cancel);
        var practices = await FindWorks.PracticesAsync(db, hits[3], MostPractices, [], cancel);
        var offers = await FindOffers.FirstAsync(db, hits[4], today, MostOffers, cancel);
        return new Suggestions([
            .. cities.Take(MostCities).Select(c => Of(c.Name, reader["search.kind-city"], "cities/" + c.Identifier)),
            .. organisations
                .Take(MostOrganisations)
                .Select(o => new Suggestion(
                    o.Name,
                    null,
                    reader["search.kind-organisation"],
                    reader.At("organisations/" + o.Identifier)
                )),
            .. Glossary
                .Shipped.Beginning(text, reader.Language)
                .Take(MostConcepts)
                .Select(c => new Suggestion(
                    c.In(reader.Language),
                    c.NamedIn(reader.Language) is var spoken && spoken != reader.Language.Code ? spoken : null,
                    reader["search.kind-concept"],
                    reader.At("search?q=" + Uri.EscapeDataString(c.In(reader.Language)))
                )),
            .. deals.Select(d =>
                Of(d.Title, $"{reader["search.kind-deal"]}, {d.CityName.In(reader.Language)}", "deals/" + d.Slug)
            ),
            .. practices.Select(p =>
                Of(
                    p.Title,
                    p.City is { } city
                        ? $"{reader.Capital(reader.Name(p.Kind))}, {city.In(reader.Language)}"
                        : reader.Capital(reader.Name(p.Kind)),
                    "practices/" + p.Identifier
                )
            ),
            .. offers.Select(o =>
                Of(
                    o.Title,
                    $"{reader.Capital(reader.Name(o.Kind))}, {o.City.In(reader.Language)}",
                    "offers/" + o.Identifier
                )
            ),
        ]);

        Suggestion Of(LocalText text, string kind, string path)
        {
            var wording = text.In(reader.Language);
            var foreign = reader.Foreign(wording.Language);
            return new Suggestion(wording.Text, foreign, kind, reader.At(path));
        }

        static SearchHits Titles(SearchHits hits) => new(hits.InTitle, hits.InTitle);
    }
}
