using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Network;

/// <summary>An organisation to choose, told apart from others of the same name.</summary>
public sealed record FoundOrganisation(
    long Id,
    string Identifier,
    string Name,
    OrganisationKind Kind,
    LocalText? City,
    string? Place
)
{
    /// <summary>Its kind and where it is.</summary>
    public string Describe(Reader reader)
    {
        var where = City?.In(reader.Language).Text ?? Place;
        return string.IsNullOrEmpty(where) ? reader.Name(Kind) : $"{reader.Name(Kind)}, {where}";
    }
}

/// <summary>Choosing organisations of the register in a form: by words of their names, as the search finds them.</summary>
public static class FindOrganisations
{
    public const int Most = 12;
    private const int LongestText = 200;

    // So many may be chosen by then.
    private const int MostRead = 200;

    /// <summary>
    /// Those with all words in a name, by name; where there are none, those with the words anywhere (3 queries). Merged records
    /// are found as what they were merged into.
    /// </summary>
    /// <param name="typing">The last word is not finished.</param>
    public static async Task<IReadOnlyList<FoundOrganisation>> ByNameAsync(
        AppDb db,
        string? text,
        bool typing = false,
        CancellationToken cancel = default
    )
    {
        var words = text?.Trim() ?? "";
        if (words.Length is 0 or > LongestText)
            return [];
        var hits = await SearchFinder.FindAsync(
            db,
            OrganisationTerms.Source,
            SearchQuery.Read(words, typing, names: true),
            cancel
        );
        var ids = hits.InTitle.Length > 0 ? hits.InTitle : hits.All;
        return [.. (await ReadAsync(db.Organisations.Where(o => ids.Contains(o.Id)), cancel)).Take(Most)];
    }

    /// <summary>These, as far as they are in the register and not merged (1 query).</summary>
    public static async Task<IReadOnlyList<FoundOrganisation>> ByIdentifierAsync(
        AppDb db,
        IReadOnlyCollection<string> identifiers,
        CancellationToken cancel = default
    ) =>
        identifiers.Count == 0
            ? []
            : await ReadAsync(db.Organisations.Where(o => identifiers.Contains(o.Identifier)), cancel);

    private static Task<List<FoundOrganisation>> ReadAsync(
        IQueryable<Organisation> organisations,
        CancellationToken cancel
    ) =>
        organisations
            .Where(o => o.MergedIntoId == null)
            .OrderBy(o => o.SortName)
            .ThenBy(o => o.Id)
            .Take(MostRead)
            .Select(o => new FoundOrganisation(
                o.Id,
                o.Identifier,
                o.Name,
                o.Kind,
                o.City == null ? null : o.City.Name,
                o.Place
            ))
            .ToListAsync(cancel);
}
