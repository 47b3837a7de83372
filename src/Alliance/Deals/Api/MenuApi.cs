using Alliance.Deals.Menu;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Tables;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Deals.Api;

/// <summary>A ready promise as the API hands it out.</summary>
/// <param name="Id">Its identifier; it stays the same.</param>
/// <param name="Side">Who gives it: a partner, or the city.</param>
/// <param name="Areas">Policy areas it concerns, the main one first.</param>
/// <param name="Kinds">Kinds of partners: whom it suits, or to whom the city offers it.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Action">The promise. Where it has <c>{quantity}</c>, the number with its unit goes there.</param>
/// <param name="Indicator">What is counted to see whether it is kept.</param>
/// <param name="Unit">The unit it is counted in, a code of the format.</param>
/// <param name="Per">For a rate: per what.</param>
/// <param name="Direction">Whether the figure shall rise, fall, or be reached.</param>
/// <param name="Effort">`small`: some days, hardly any money; `medium`: some weeks, or money to plan; `large`: an investment, or a change over years.</param>
/// <param name="Hint">What one needs for counting it.</param>
/// <param name="Url">Its address in this API.</param>
/// <param name="Links">Where it is shown.</param>
public sealed record MenuActionResource(
    string Id,
    MenuSide Side,
    IReadOnlyList<string> Areas,
    IReadOnlyList<OrganisationKind> Kinds,
    LocalText Title,
    LocalText Action,
    LocalText Indicator,
    string Unit,
    string? Per,
    Direction Direction,
    Effort Effort,
    LocalText Hint,
    string Url,
    MenuLinks Links
)
{
    internal static MenuActionResource Of(MenuAction a, HttpRequest request) =>
        new(
            a.Id,
            a.Side,
            a.Areas,
            a.Kinds,
            a.Title,
            a.Action,
            a.Indicator,
            a.Unit,
            a.Per,
            a.Direction,
            a.Effort,
            a.Hint,
            ApiRoutes.AddressOf(request, "menu/" + a.Id),
            new MenuLinks(ApiRoutes.PagesOf(request, "menu#" + a.Id))
        );
}

/// <summary>Addresses of a ready promise.</summary>
/// <param name="Pages">Its place on the page for people, by language.</param>
public sealed record MenuLinks(IReadOnlyDictionary<string, string> Pages);

/// <summary>The menu of ready promises by the filters of its page.</summary>
internal static class MenuApi
{
    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 20, most: 100);

    private static readonly ApiParameter Id = new("id", "The identifier of a ready promise, as it stands in `id`.")
    {
        InPath = true,
        Example = "rescue-meals",
    };

    private static readonly IReadOnlyList<ApiParameter> Choice =
    [
        new("area", "The identifier of a policy area it concerns.") { Values = [.. SharedAreas.All.Select(a => a.Id)] },
        new("kind", "A kind of partner whom it suits, or to whom the city offers it.")
        {
            Values = Code.All<OrganisationKind>(),
        },
        new("effort", "What it takes of those who give it.") { Values = Code.All<Effort>() },
        new("side", "Who gives it.") { Values = Code.All<MenuSide>() },
    ];

    private static readonly Table<MenuAction> Table = new(
        "menu",
        [
            Column<MenuAction>.Of("id", a => a.Id),
            Column<MenuAction>.Of("side", a => (MenuSide?)a.Side),
            new(
                "areas",
                a => a.Areas,
                (a, reader) => a.Areas.Select(i => SharedAreas.Find(i)!.Name.In(reader.Language).Text)
            ),
            new("kinds", a => a.Kinds.Select(Code.Of), (a, reader) => a.Kinds.Select(reader.Name)),
            Column<MenuAction>.Text("title", a => a.Title),
            Column<MenuAction>.Text("action", a => a.Action),
            Column<MenuAction>.Text("indicator", a => a.Indicator),
            Column<MenuAction>.Of("unit", a => a.Unit),
            Column<MenuAction>.Of("per", a => a.Per),
            Column<MenuAction>.Of("direction", a => (Direction?)a.Direction),
            Column<MenuAction>.Of("effort", a => (Effort?)a.Effort),
            Column<MenuAction>.Text("hint", a => a.Hint),
        ]
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/menu", List)
            .ReadsApi<ApiList<MenuActionResource>>(
                "listMenu",
                "Menu",
                "Ready promises to draft from, the partners’ first, then the city’s. Whoever drafts may always use other words.",
                [.. Choice, Limit, ApiParameter.After]
            );
        routes
            .MapGet("/api/v1/menu/{id}", One)
            .ReadsApi<MenuActionResource>("getMenuAction", "Menu", "One ready promise.", Id)
            .MayBeMissing();
        routes.MapTable(
            Table,
            "menu",
            "menu",
            "Menu",
            "Ready promises of a choice, one a row.",
            (http, _) =>
                Task.FromResult(
                    new Rows<MenuAction>(
                        DealMenu.Shipped.Choose(MenuFilter.Parse(http.Request.Query)).ToAsyncEnumerable(),
                        []
                    )
                ),
            Choice
        );
    }

    private static IResult List(HttpContext http, DealMenu menu)
    {
        var all = menu.Choose(MenuFilter.Parse(http.Request.Query));
        var rest = all.AsEnumerable();
        if (http.Request.Query["after"].LastOrDefault() is { Length: > 0 } after)
        {
            if (!all.Any(a => a.Id == after))
                return Problems.Misread(http, ApiParameter.BadCursor(after));
            rest = all.SkipWhile(a => a.Id != after).Skip(1);
        }
        var size = Limit.Number(http.Request);
        var rows = rest.Take(size + 1).ToList();
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(a => MenuActionResource.Of(a, http.Request))],
            all.Count,
            rows.Count > size ? rows[size - 1].Id : null
        );
    }

    private static IResult One(string id, HttpContext http, DealMenu menu) =>
        menu.Find(id) is { } action
            ? Results.Ok(MenuActionResource.Of(action, http.Request))
            : Problems.NotFound(http, new Refusal("menu-action-not-found", id));
}
