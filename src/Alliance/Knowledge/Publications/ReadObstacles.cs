using Alliance.Monitoring.Obstacles;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Publications;

/// <summary>Reads what an edition of now would show of obstacles: of a whole kind, or of one that a promise has met.</summary>
internal static class ReadObstacles
{
    /// <summary>The obstacle that a chapter's ground names; null where it names a kind, or something else.</summary>
    public static ObstacleName? NameOf(string? ground) =>
        ground?.Split(':') is ["obstacle", var name] ? ObstacleName.Parse(name) : null;

    public static async Task<EditionObstacle> OfKindAsync(AppDb db, Obstacle kind, CancellationToken cancel)
    {
        var all = await ObstacleRegister.LoadAsync(db, new ObstacleFilter(kind, null, null, null), 1, cancel);
        return all.Counts.FirstOrDefault(c => c.Kind == kind) is { } met
            ? new EditionObstacle(kind, met.Promises, met.Cities, met.Present, met.Enquired)
            : new EditionObstacle(kind, 0, 0, 0, 0);
    }

    /// <summary>Those that grounds name and that are there, by their names. Four queries, however many.</summary>
    public static async Task<Dictionary<string, EditionNamedObstacle>> NamedAsync(
        AppDb db,
        IEnumerable<string?> grounds,
        CancellationToken cancel
    )
    {
        var names = grounds.Select(NameOf).OfType<ObstacleName>().ToHashSet();
        if (names.Count == 0)
            return [];
        var deals = names.Select(n => n.Deal).Distinct().ToList();
        var rows = await ObstacleRegister.RowsAsync(
            db,
            db.NamedObstacles.Where(o => deals.Contains(o.Deal!.Identifier)),
            cancel
        );
        return rows.Where(r => names.Contains(r.Name))
            .ToDictionary(r => $"{r.Name}", r => Of(r), StringComparer.Ordinal);
    }

    private static EditionNamedObstacle Of(ObstacleRow row) =>
        new(
            $"{row.Name}",
            row.Name.Kind,
            row.Title,
            row.Slug,
            row.CityName,
            row.Party,
            row.Action,
            row.Obstacle.Since,
            row.Obstacle.Until,
            row.Obstacle.Present,
            row.Words is { Sentence: { } sentence } words ? new LocalText(words.Language, sentence) : null,
            row.Words?.OnBehalf == true,
            [
                // All versions are there, of each the newest first.
                .. row.Enquiries.GroupBy(e => e.Number).Select(g => Of(g.First())),
            ]
        );

    private static EditionEnquiry Of(Enquiry enquiry) =>
        new(
            enquiry.Addressee,
            enquiry.Country,
            enquiry.AskedOn,
            new LocalText(enquiry.Language, enquiry.Asked),
            enquiry.Outcome,
            enquiry.AnsweredOn,
            enquiry.Answer is { } answer ? new LocalText(enquiry.Language, answer) : null
        );
}
