using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.After;

/// <param name="Key">Its own in the sprint.</param>
/// <param name="Sprint">Its address.</param>
/// <param name="Title">The sprint's.</param>
/// <param name="IsLate">On the sprint's own day.</param>
/// <param name="IsHosted">One of the reader's cities held the sprint; else one of them sees to it.</param>
public sealed record OpenFollowUp(
    string Key,
    string Sprint,
    LocalText Title,
    string Text,
    string Language,
    string Owner,
    DateOnly? Due,
    bool IsLate,
    bool IsHosted
);

/// <summary>
/// What still goes on after the sprints that a person's cities host, and what their cities see to after others' sprints. Who sees to something is
/// written in words: a city is found where it is called as the register calls it, or its administration.
/// </summary>
/// <param name="First">What is due next first; what has no day comes last.</param>
/// <param name="Count">How many there are.</param>
public sealed record OpenFollowUps(IReadOnlyList<OpenFollowUp> First, int Count)
{
    public const int MostShown = 20;

    public static readonly OpenFollowUps None = new([], 0);

    /// <remarks>3 queries; one more counts where not all are shown.</remarks>
    public static async Task<OpenFollowUps> LoadAsync(
        AppDb db,
        Actor actor,
        DateTime now,
        CancellationToken cancel = default
    )
    {
        var hosted = SprintRights.Hosted(db, actor);
        var names = await NamesAsync(db, DealRights.CitiesOf(actor, SprintRights.MayHost), cancel);
        var open = db.FollowUps.Where(f =>
            f.State == FollowUpState.Open
            && (
                hosted.Any(s => s.Id == f.SprintId)
                || (f.Sprint!.State == SprintState.Published && names.Contains(f.Owner))
            )
        );
        var first = await open.OrderBy(f => f.Due ?? DateOnly.MaxValue)
            .ThenBy(f => f.Id)
            .Take(MostShown)
            .Select(f => new
            {
                f.Number,
                f.Sprint!.Identifier,
                f.Sprint.Title,
                f.Sprint.TimeZone,
                f.Text,
                f.Language,
                f.Owner,
                f.Due,
                IsHosted = hosted.Any(s => s.Id == f.SprintId),
            })
            .ToListAsync(cancel);
        return new OpenFollowUps(
            first.ConvertAll(f => new OpenFollowUp(
                FollowUp.KeyOf(f.Number),
                f.Identifier,
                f.Title,
                f.Text,
                f.Language,
                f.Owner,
                f.Due,
                f.Due < DateOnly.FromDateTime(Sprint.LocalTime(f.TimeZone, now)),
                f.IsHosted
            )),
            first.Count < MostShown ? first.Count : await open.CountAsync(cancel)
        );
    }

    // In every language: who wrote it down at the sprint wrote the sprint's.
    private static async Task<List<string>> NamesAsync(AppDb db, List<long> cities, CancellationToken cancel)
    {
        if (cities.Count == 0)
            return [];
        var own = await db.Cities.Where(c => cities.Contains(c.Id)).Select(c => c.Name).ToListAsync(cancel);
        var administrations = await db
            .Organisations.Where(o =>
                o.Kind == OrganisationKind.Municipality && o.CityId != null && cities.Contains(o.CityId.Value)
            )
            .Select(o => new { o.Name, o.OtherNames })
            .ToListAsync(cancel);
        return
        [
            .. own.SelectMany(n => n.All.Select(t => t.Value))
                .Concat(administrations.SelectMany(a => a.OtherNames.Prepend(a.Name)))
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
