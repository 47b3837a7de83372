using Alliance.Knowledge.Replications;
using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Reporting;
using Alliance.Monitoring.Totals;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Publications;

/// <summary>Reads everything that an edition of now would show.</summary>
internal static class ReadEdition
{
    /// <returns>
    /// The content. Refused with <c>edition-empty</c>, <c>edition-title-missing</c>, <c>chapter-subject-gone</c>, <c>recommendation-says-nothing</c>; the last two name
    /// the chapter's place.
    /// </returns>
    public static async Task<Outcome<EditionContent>> RunAsync(
        AppDb db,
        Publication publication,
        DateTime now,
        CancellationToken cancel = default
    )
    {
        if (publication.Chapters.Count == 0)
            return new Refusal("edition-empty");
        // A file can bring a title of blanks; a form cannot.
        if (string.IsNullOrWhiteSpace($"{publication.Title}"))
            return new Refusal("edition-title-missing");
        var practices = await PracticesAsync(db, publication, cancel);
        var named = await ReadObstacles.NamedAsync(db, publication.Chapters.SelectMany(GroundsOf), cancel);
        var chapters = new List<EditionChapter>();
        foreach (var chapter in publication.Chapters)
        {
            var place = $"{chapters.Count + 1}";
            var shown = new EditionChapter(chapter.Key, chapter.Kind, chapter.Heading, chapter.Comment);
            switch (chapter.Kind)
            {
                case ChapterKind.Practice when practices.TryGetValue(chapter.Subject!, out var practice):
                    chapters.Add(shown with { Practice = practice });
                    break;
                case ChapterKind.Obstacle when Code.TryParse<Obstacle>(chapter.Subject, out var kind):
                    chapters.Add(shown with { Obstacle = await ReadObstacles.OfKindAsync(db, kind, cancel) });
                    break;
                case ChapterKind.Obstacle when named.TryGetValue(chapter.Subject!, out var one):
                    chapters.Add(shown with { Named = one });
                    break;
                case ChapterKind.Totals when await TotalsAsync(db, chapter.Subject!, now, cancel) is { } totals:
                    chapters.Add(shown with { Totals = totals });
                    break;
                case ChapterKind.Replications:
                    chapters.Add(shown with { Replications = await ReplicationsAsync(db, cancel) });
                    break;
                case ChapterKind.Recommendation when chapter.Words is null:
                    return new Refusal("recommendation-says-nothing", place);
                case ChapterKind.Recommendation when Grounds(chapter, practices, named) is { } grounds:
                    chapters.Add(
                        shown with
                        {
                            Recommendation = new EditionRecommendation(chapter.Words, chapter.To, grounds),
                        }
                    );
                    break;
                default:
                    return new Refusal("chapter-subject-gone", place);
            }
        }
        return new EditionContent(
            publication.Kind,
            publication.Title,
            publication.Introduction,
            DateOnly.FromDateTime(now),
            chapters
        );
    }

    private static async Task<Dictionary<string, EditionPractice>> PracticesAsync(
        AppDb db,
        Publication publication,
        CancellationToken cancel
    )
    {
        var named = publication
            .Chapters.SelectMany(GroundsOf)
            .Select(g => PracticeOf(g))
            .OfType<string>()
            .Distinct()
            .ToList();
        return (
            await db
                .Practices.AsNoTracking()
                .Include(p => p.City)
                .Where(p => named.Contains(p.Identifier!) && p.Standing == PracticeStanding.Published)
                .ToListAsync(cancel)
        ).ToDictionary(
            p => p.Identifier!,
            p => new EditionPractice(
                p.Identifier!,
                p.Kind,
                p.Title,
                p.Text,
                p.Details,
                p.City?.Name,
                p.Collection is not null,
                p.Sources
            ),
            StringComparer.Ordinal
        );
    }

    // What a chapter is about, and what it rests on.
    private static IEnumerable<string?> GroundsOf(Chapter chapter) => (chapter.RestsOn ?? []).Append(chapter.Ground);

    private static string? PracticeOf(string? ground) =>
        ground?.Split(':') is ["practice", var identifier] ? identifier : null;

    private static List<EditionGround>? Grounds(
        Chapter chapter,
        Dictionary<string, EditionPractice> practices,
        Dictionary<string, EditionNamedObstacle> named
    )
    {
        var grounds = new List<EditionGround>();
        foreach (var ground in chapter.RestsOn ?? [])
            if (PracticeOf(ground) is { } identifier && practices.TryGetValue(identifier, out var practice))
                grounds.Add(new EditionGround(identifier, practice.Title, null));
            else if (ground.Split(':') is ["obstacle", var code] && Code.TryParse<Obstacle>(code, out var kind))
                grounds.Add(new EditionGround(null, null, kind));
            else if (ReadObstacles.NameOf(ground) is { } name && named.TryGetValue($"{name}", out var one))
                grounds.Add(new EditionGround(null, one.Deal, one.Kind, one.Name));
            else
                return null;
        return grounds;
    }

    private static async Task<EditionTotals?> TotalsAsync(
        AppDb db,
        string subject,
        DateTime now,
        CancellationToken cancel
    )
    {
        var city =
            subject == Chapter.Everywhere
                ? null
                : await db.Cities.AsNoTracking().SingleOrDefaultAsync(c => c.Identifier == subject, cancel);
        if (city is null && subject != Chapter.Everywhere)
            return null;
        var today = DateOnly.FromDateTime(now);
        var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
        var totals = await GrossAndNet.LoadAsync(
            db,
            city?.Id,
            new DashboardDays(today, today, today),
            indicators,
            cancel: cancel
        );
        return new EditionTotals(
            city?.Name,
            [
                .. totals
                    .GroupBy(t => t.Of.Indicator, StringComparer.Ordinal)
                    .OrderBy(g => g.Key, StringComparer.Ordinal)
                    // The last year of each: a booklet is no time series.
                    .SelectMany(g => g.Where(t => t.Of.Year == g.Max(o => o.Of.Year)))
                    .OrderBy(t => t.Of.Indicator, StringComparer.Ordinal)
                    .ThenBy(t => t.Of.Unit, StringComparer.Ordinal)
                    .ThenByDescending(t => t.Trust)
                    .Select(t => new EditionTotal(
                        indicators[t.Of.Indicator].Name,
                        t.Of.Year,
                        t.Of.Unit,
                        t.Of.Per,
                        t.Of.Scope,
                        t.Trust,
                        t.Gross,
                        t.Net,
                        t.Numbers
                    )),
            ]
        );
    }

    private static async Task<EditionReplications> ReplicationsAsync(AppDb db, CancellationToken cancel)
    {
        var all = await ReplicationStatistics.LoadAsync(db, cancel);
        return new EditionReplications(
            all.All,
            all.TakenOver,
            all.Outcomes,
            all.Ended.ToDictionary(e => e.Reason, e => e.Count),
            all.Choices,
            all.DaysToDeal,
            all.Times,
            all.UnderWay,
            all.Adapted,
            all.NotShown
        );
    }
}
