using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Sprints;
using Alliance.Sprints.After;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site;

/// <summary>The sprints of cities, what goes on after them, and what of it is late.</summary>
internal sealed class SprintsOfCities
{
    private readonly Dictionary<string, OfCity> cities = new(StringComparer.Ordinal);

    /// <param name="NotShown">How many late follow-ups are counted and not named.</param>
    internal sealed record OfCity(
        SprintProgress Progress,
        IReadOnlyList<LateOutput> Late,
        int NotShown,
        IReadOnlyList<(SignOfLife What, DateOnly On)> Signs
    )
    {
        public static readonly OfCity Nothing = new(SprintProgress.Nothing, [], 0, []);
    }

    private sealed record Row(
        long Id,
        string Slug,
        string Host,
        string? Project,
        LocalText Title,
        SprintState State,
        string? Collection,
        PartialDate? Begins,
        PartialDate? Ends,
        string? TimeZone,
        DateTime? ChangedAt,
        DateTime? Approved
    );

    private sealed record OpenRow(int Number, long Sprint, string Text, string Owner, DateOnly? Due, string Language);

    private sealed record ClosedRow(long Sprint, FollowUpState State, int Count, DateOnly? Last);

    public OfCity Of(string city) => cities.GetValueOrDefault(city) ?? OfCity.Nothing;

    /// <param name="db">The database.</param>
    /// <param name="hosts">Identifiers of cities.</param>
    /// <param name="project">Sprints that name another project are no matter of this one; most name none.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>3 statements.</remarks>
    public static async Task<SprintsOfCities> LoadAsync(
        AppDb db,
        List<string> hosts,
        string project,
        DateTime now,
        CancellationToken cancel
    )
    {
        var sprints = await db
            .Sprints.Where(s =>
                hosts.Contains(s.Host)
                && (s.Project == null || s.Project == project)
                && s.State != SprintState.CalledOff
            )
            .Select(s => new Row(
                s.Id,
                s.Identifier,
                s.Host,
                s.Project,
                s.Title,
                s.State,
                s.Collection,
                s.Begins,
                s.Ends,
                s.TimeZone,
                s.ChangedAt,
                db.Minutes.Where(m => m.SprintId == s.Id).Max(m => m.ApprovedAt)
            ))
            .ToListAsync(cancel);
        var ids = sprints.ConvertAll(s => s.Id);
        var open = await db
            .FollowUps.Where(f => ids.Contains(f.SprintId) && f.State == FollowUpState.Open)
            .Select(f => new OpenRow(f.Number, f.SprintId, f.Text, f.Owner, f.Due, f.Language))
            .ToListAsync(cancel);
        var closed = await db
            .FollowUps.Where(f => ids.Contains(f.SprintId) && f.State != FollowUpState.Open)
            .GroupBy(f => new { f.SprintId, f.State })
            .Select(g => new ClosedRow(g.Key.SprintId, g.Key.State, g.Count(), g.Max(f => f.ClosedOn)))
            .ToListAsync(cancel);
        var all = new SprintsOfCities();
        foreach (var city in sprints.GroupBy(s => s.Host))
            all.cities[city.Key] = Judge([.. city], open.ToLookup(f => f.Sprint), closed.ToLookup(f => f.Sprint), now);
        return all;
    }

    private static OfCity Judge(
        List<Row> sprints,
        ILookup<long, OpenRow> openOf,
        ILookup<long, ClosedRow> closedOf,
        DateTime now
    )
    {
        List<Row> held = [];
        List<Row> next = [];
        List<LateOutput> late = [];
        List<(SignOfLife, DateOnly)> signs = [];
        var (open, done, dropped) = (0, 0, 0);
        foreach (var sprint in sprints)
        {
            DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(Sprint.LocalTime(sprint.TimeZone, utc));
            var today = DayOf(now);
            if (sprint.ChangedAt is { } changed)
                signs.Add((SignOfLife.Sprint, DayOf(changed)));
            if (sprint.State == SprintState.Planned)
                continue;
            var last = (sprint.Ends ?? sprint.Begins)?.Last;
            var isOver = last < today || (last is null && sprint.Collection is not null);
            (isOver ? held : next).Add(sprint);
            if (sprint.Approved is { } approved)
                signs.Add((SignOfLife.Minutes, DayOf(approved)));
            // What was read in public sources has nobody here who would write minutes, or of whom one would have heard.
            if (sprint.Collection is null && isOver && last is { } day)
            {
                signs.Add((SignOfLife.Sprint, day));
                var due = day.AddDays(CoordinatorView.MinutesWithin);
                if (sprint.Approved is null && due < today)
                    late.Add(
                        new LateOutput(LateKind.Minutes, due) { Path = "sprints/" + sprint.Slug, Title = sprint.Title }
                    );
            }
            open += openOf[sprint.Id].Count();
            late.AddRange(
                openOf[sprint.Id]
                    .Where(f => f.Due < today)
                    .Select(f => new LateOutput(LateKind.FollowUp, f.Due!.Value)
                    {
                        Path = $"sprints/{sprint.Slug}#{FollowUp.KeyOf(f.Number)}",
                        Words = f.Text,
                        Language = f.Language,
                        Owner = f.Owner,
                    })
            );
            foreach (var closed in closedOf[sprint.Id])
            {
                if (closed.State == FollowUpState.Done)
                    done += closed.Count;
                else
                    dropped += closed.Count;
                if (closed.Last is { } on)
                    signs.Add((SignOfLife.FollowUp, on));
            }
        }
        var followUps = late.Where(l => l.Kind == LateKind.FollowUp).OrderBy(l => l.Due).ToList();
        return new OfCity(
            new SprintProgress(
                [.. held.OrderByDescending(s => s.Begins?.First).Select(NameOf)],
                [.. next.OrderBy(s => s.Begins?.First).Select(NameOf)],
                sprints.Exists(s => s.State == SprintState.Planned),
                followUps.Count,
                open - followUps.Count,
                done,
                dropped
            ),
            [.. late.Where(l => l.Kind != LateKind.FollowUp), .. followUps.Take(CoordinatorView.MostShown)],
            Math.Max(0, followUps.Count - CoordinatorView.MostShown),
            signs
        );
    }

    private static SprintName NameOf(Row sprint) => new(sprint.Slug, sprint.Title, sprint.Begins, sprint.Ends);
}
