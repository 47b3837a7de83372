using Alliance.Platform.Tables;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Transparency.Catalogue;

/// <summary>A form in which a set of data is handed out.</summary>
/// <param name="Name">Behind the name of the set.</param>
/// <param name="Title">What it is called in every language.</param>
/// <param name="Text">Its description: the text <c>catalogue.as.csv</c>.</param>
/// <param name="Addresses">Where it is, below the site's own address.</param>
/// <param name="MediaType">As IANA registers it.</param>
/// <param name="FileType">Its code in the European list of file types.</param>
internal sealed record HandedOut(
    string Name,
    string Title,
    string Text,
    IReadOnlyList<string> Addresses,
    string MediaType,
    string FileType
)
{
    /// <summary>All of it is one file.</summary>
    public bool IsFile { get; init; }

    public bool ByApi { get; init; }

    public static IEnumerable<HandedOut> Of(DataSet set)
    {
        if (set.List is { } list)
            yield return new("json", "JSON", "json", [$"{ApiRoutes.Root}/{list}"], "application/json", "JSON")
            {
                ByApi = true,
            };
        foreach (var answer in set.Answers)
            yield return new(
                answer + "-json",
                "JSON",
                "answer",
                [$"{ApiRoutes.Root}/{answer}"],
                "application/json",
                "JSON"
            )
            {
                ByApi = true,
            };
        foreach (var table in set.Tables)
        foreach (var ending in TableFile.Endings)
            yield return new(
                $"{table}-{ending}",
                ending == TableFile.Csv ? "CSV" : "Excel",
                ending,
                [$"{ApiRoutes.Root}/{table}.{ending}"],
                TableFile.ContentType(ending).Split(';')[0],
                ending.ToUpperInvariant()
            )
            {
                IsFile = true,
                ByApi = true,
            };
        if (set.Feed)
            yield return new(
                "atom",
                "Atom",
                "atom",
                [.. Language.Offered.Select(l => new Reader(l).At(set.Page + ".atom"))],
                AtomFeed.MediaType,
                "ATOM"
            );
        // Whoever runs the register writes the package; the page says so.
        if (!set.InApi)
            yield return new(
                "page",
                "HTML",
                "page",
                [.. Language.Offered.Select(l => new Reader(l).At(set.Page))],
                "text/html",
                "HTML"
            );
    }
}
