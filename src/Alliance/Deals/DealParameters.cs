using Alliance.Deals.Index;
using Alliance.Platform.Data;
using Alliance.Platform.Web;

namespace Alliance.Deals;

/// <summary>
/// The filters of the deals list as parameters of the API. A page names what it does not understand and goes on; a program
/// would not notice, so the API refuses.
/// </summary>
internal static class DealParameters
{
    private const string Any = "Several may be given: any of them fits.";

    public static readonly ApiParameter Search = new(
        "q",
        "Words that occur in titles, summaries, promises or names of parties, without regard to case and accents."
    )
    {
        Length = (1, DealFilter.SearchAtMost),
        Example = "district heating",
    };

    public static readonly ApiParameter Sort = new(
        "sort",
        "`newest`: by the day the deal counts from, the latest first; `oldest`: the earliest first; `changed`: by when the "
            + "record last changed here. Undated deals come last."
    )
    {
        Values = Code.All<DealSort>(),
    };

    /// <summary>What chooses deals, in the order of the form on the page.</summary>
    public static readonly IReadOnlyList<ApiParameter> Choice = [Search, .. DealFacet.All.Select(Of)];

    /// <summary>What is chosen, and what of it cannot be understood.</summary>
    /// <param name="whole">From the beginning, whatever page the address names.</param>
    public static async Task<(DealSnapshot Deals, DealChoice Choice, IReadOnlyList<ParameterError> Errors)> ReadAsync(
        HttpContext http,
        AppDb db,
        bool whole = false
    )
    {
        var index = http.RequestServices.GetRequiredService<DealIndex>();
        var deals = await index.CurrentAsync(http.RequestAborted);
        var filter = DealFilter.Parse(
            whole ? http.Request.Query.Where(q => q.Key != ApiParameter.After.Name) : http.Request.Query
        );
        var choice = await DealList.ChooseAsync(db, deals, filter, http.RequestAborted);
        var errors = choice
            .Filter.Unknown.Select(u =>
                (u.Name == Sort.Name ? Sort : Choice.First(p => p.Name == u.Name)).Unknown(
                    u.Value,
                    Register(deals, u.Name)
                )
            )
            .ToList();
        if (choice.Filter.After is { } after && DealCursor.Parse(after, choice.Filter.Sort) is null)
            errors.Add(ApiParameter.BadCursor(after));
        return (deals, choice, errors);
    }

    // What the register holds to choose from; null for a facet that names its values itself.
    private static List<string>? Register(DealSnapshot deals, string facet) =>
        facet == DealFacet.City.Name ? [.. deals.Cities.Select(c => c.Identifier)]
        : facet == DealFacet.Area.Name ? [.. deals.Areas.Select(a => a.Identifier)]
        : null;

    private static ApiParameter Of(DealFacet facet) =>
        new(facet.Name, $"{Meaning(facet)} {Any}")
        {
            Several = true,
            Values = facet.Codes,
            Pattern = facet == DealFacet.Year ? "^(undated|[1-9][0-9]{3})$" : null,
            Example =
                facet == DealFacet.City ? "mannheim"
                : facet == DealFacet.Area ? "energy"
                : facet == DealFacet.Year ? "2023"
                : null,
        };

    private static string Meaning(DealFacet facet) =>
        facet.Name switch
        {
            "city" => "The identifier of the city whose deal it is.",
            "area" => "The identifier of a policy area.",
            "instrument" => "What kind of agreement it is.",
            "status" => "How far it is, as people say.",
            "year" => "The year from which it counts, or `undated`.",
            "kind" => "A kind of organisation that takes part.",
            "open" => "Whether others may still join.",
            "standing" => "How well the record is founded.",
            _ => throw new InvalidOperationException($"{facet.Name} is not described."),
        };
}
