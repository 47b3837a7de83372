using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>Who may do what with an open board: who may draft a city's deals leads its boards; what is published everybody reads.</summary>
public static class OpenBoardRights
{
    public static bool MayLead(Actor actor, long city) => DealRights.MayEdit(actor, city);

    /// <summary>The boards that this person leads.</summary>
    public static IQueryable<OpenBoard> Led(AppDb db, Actor actor)
    {
        var cities = DealRights.CitiesOf(actor, MayLead);
        return db.OpenBoards.Where(b => cities.Contains(b.CityId));
    }

    /// <summary>What everybody may see.</summary>
    public static IQueryable<OpenBoard> Shown(IQueryable<OpenBoard> boards) => boards.Where(b => b.PublishedAt != null);

    /// <summary>One of those this person leads, with its city; null where there is none of that name, or it is another's.</summary>
    public static Task<OpenBoard?> FindLedAsync(AppDb db, Actor actor, string slug, CancellationToken cancel) =>
        Led(db, actor).Include(b => b.City).SingleOrDefaultAsync(b => b.Identifier == slug, cancel);

    /// <summary>One that everybody may see, with its city.</summary>
    public static Task<OpenBoard?> FindShownAsync(AppDb db, string slug, CancellationToken cancel) =>
        Shown(db.OpenBoards.AsNoTracking())
            .Include(b => b.City)
            .SingleOrDefaultAsync(b => b.Identifier == slug, cancel);

    /// <summary>How many suggestions wait to be shown or refused on the boards that this person leads (1 query).</summary>
    public static Task<int> CountWaitingAsync(AppDb db, Actor actor, CancellationToken cancel = default)
    {
        var led = Led(db, actor).Select(b => b.Id);
        return db.Suggestions.CountAsync(s => s.State == SuggestionState.Waiting && led.Contains(s.BoardId), cancel);
    }
}
