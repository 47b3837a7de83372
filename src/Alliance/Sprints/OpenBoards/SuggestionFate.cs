using Alliance.Platform.Data;
using Alliance.Sprints.Onward;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>What became of a suggestion, in short.</summary>
/// <param name="Key">Of the idea's page (<see cref="Idea.Key"/>).</param>
/// <param name="Last">Its newest step.</param>
internal sealed record SuggestionFate(string Key, FateKind Last)
{
    /// <summary>Those of a whole board, by the origin.</summary>
    /// <remarks>1 query.</remarks>
    public static Task<Dictionary<string, SuggestionFate>> OfBoardAsync(
        AppDb db,
        string slug,
        CancellationToken cancel
    ) => OfAsync(db.Ideas.Where(i => i.Origin.StartsWith($"open:{slug}/")), cancel);

    /// <summary>Those of some suggestions.</summary>
    /// <remarks>1 query.</remarks>
    public static Task<Dictionary<string, SuggestionFate>> OfAsync(
        AppDb db,
        IReadOnlyList<string> origins,
        CancellationToken cancel
    ) => OfAsync(db.Ideas.Where(i => origins.Contains(i.Origin)), cancel);

    private static async Task<Dictionary<string, SuggestionFate>> OfAsync(
        IQueryable<Idea> ideas,
        CancellationToken cancel
    ) =>
        (
            await ideas
                .Where(i => i.Fates.Count > 0)
                .Select(i => new
                {
                    i.Origin,
                    i.Key,
                    Last = i.Fates.OrderByDescending(f => f.Number).Select(f => f.Kind).First(),
                })
                .ToListAsync(cancel)
        ).ToDictionary(i => i.Origin, i => new SuggestionFate(i.Key, i.Last), StringComparer.Ordinal);
}
