using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.After;

/// <param name="Sprint">Its address.</param>
/// <param name="Title">The sprint's.</param>
/// <param name="IsLate">On the sprint's own day.</param>
public sealed record OpenFollowUp(
    long Id,
    string Sprint,
    LocalText Title,
    string Text,
    string Language,
    string Owner,
    DateOnly? Due,
    bool IsLate
);

/// <summary>What still goes on after the sprints that a person's cities host.</summary>
/// <param name="First">What is due next first; what has no day comes last.</param>
/// <param name="Count">How many there are.</param>
public sealed record OpenFollowUps(IReadOnlyList<OpenFollowUp> First, int Count)
{
    public const int MostShown = 20;

    public static readonly OpenFollowUps None = new([], 0);

    /// <remarks>1 query; a second one counts where not all are shown.</remarks>
    public static async Task<OpenFollowUps> LoadAsync(
        AppDb db,
        Actor actor,
        DateTime now,
        CancellationToken cancel = default
    )
    {
        var hosted = SprintRights.Hosted(db, actor);
        var open = db.FollowUps.Where(f => f.State == FollowUpState.Open && hosted.Any(s => s.Id == f.SprintId));
        var first = await open.OrderBy(f => f.Due ?? DateOnly.MaxValue)
            .ThenBy(f => f.Id)
            .Take(MostShown)
            .Select(f => new
            {
                f.Id,
                f.Sprint!.Identifier,
                f.Sprint.Title,
                f.Sprint.TimeZone,
                f.Text,
                f.Language,
                f.Owner,
                f.Due,
            })
            .ToListAsync(cancel);
        return new OpenFollowUps(
            first.ConvertAll(f => new OpenFollowUp(
                f.Id,
                f.Identifier,
                f.Title,
                f.Text,
                f.Language,
                f.Owner,
                f.Due,
                f.Due < DateOnly.FromDateTime(Sprint.LocalTime(f.TimeZone, now))
            )),
            first.Count < MostShown ? first.Count : await open.CountAsync(cancel)
        );
    }
}
