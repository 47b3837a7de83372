using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Network;

/// <param name="Kind">What tells it from others of the same name.</param>
public sealed record OrganisationSuggestion(string Text, string Kind);

/// <summary>What a field for an organisation offers while one types, from three letters on.</summary>
internal static class SuggestOrganisations
{
    private const int ShortestText = 3;
    private const int Most = 8;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/{Lang:lang}/search/organisations",
            async (string? q, AppDb db, Reader reader, PageTags tags, CancellationToken cancel) =>
            {
                tags.Add("organisations", "cities");
                var found = q?.Trim() is { Length: >= ShortestText } text
                    ? await FindOrganisations.ByNameAsync(db, text, typing: true, cancel)
                    : [];
                return Results.Json(
                    new
                    {
                        items = found.Take(Most).Select(o => new OrganisationSuggestion(o.Name, o.Describe(reader))),
                    },
                    JsonColumn.Options
                );
            }
        );
}
