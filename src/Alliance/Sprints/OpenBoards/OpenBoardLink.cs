using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>What other pages name of an open board.</summary>
public sealed record OpenBoardLink(string Slug, LocalText Title, OpenBoardState State)
{
    /// <summary>The boards of a city that are open or will be (1 query).</summary>
    public static async Task<IReadOnlyList<OpenBoardLink>> OfCityAsync(
        AppDb db,
        long city,
        DateTime now,
        CancellationToken cancel = default
    ) =>
        [
            .. (await OfAsync(db.OpenBoards.Where(b => b.CityId == city && b.ClosedAt == null), now, cancel)).Where(b =>
                b.State != OpenBoardState.Closed
            ),
        ];

    /// <summary>The boards that prepare a sprint (1 query).</summary>
    public static Task<IReadOnlyList<OpenBoardLink>> OfSprintAsync(
        AppDb db,
        string sprint,
        DateTime now,
        CancellationToken cancel = default
    ) => OfAsync(db.OpenBoards.Where(b => b.Sprint == sprint), now, cancel);

    private static async Task<IReadOnlyList<OpenBoardLink>> OfAsync(
        IQueryable<OpenBoard> boards,
        DateTime now,
        CancellationToken cancel
    ) =>
        [
            .. (
                await OpenBoardRights.Shown(boards.AsNoTracking()).OrderByDescending(b => b.Id).ToListAsync(cancel)
            ).Select(b => new OpenBoardLink(b.Identifier, b.Title, b.StateAt(now))),
        ];
}
