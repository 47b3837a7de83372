using Alliance.Monitoring.Obstacles;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Publications;

/// <summary>Puts a chapter behind the others.</summary>
public sealed class AddChapter(AppDb db, ChangePublication change)
{
    /// <param name="actor">Who adds it.</param>
    /// <param name="id">The publication's number.</param>
    /// <param name="turn">The state that was read.</param>
    /// <param name="what">A code of <see cref="ChapterKind"/>, and behind a colon its <see cref="Chapter.Subject"/> where it has one: <c>practice:warm-halls</c>.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused as <see cref="ChangePublication"/> does, with <c>chapters-are-many</c>, <c>chapter-there-already</c>; or with <c>check-fields</c>: at
    /// <c>what</c> <c>unknown-choice</c>.
    /// </returns>
    public Task<Outcome<Publication>> RunAsync(
        Actor actor,
        long id,
        int turn,
        string what,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            id,
            turn,
            async (publication, _) =>
            {
                if (publication.Chapters.Count >= Publication.MostChapters)
                    return new Refusal("chapters-are-many", $"{Publication.MostChapters}");
                var (kind, about) = what.Split(':', 2) is [var before, var behind] ? (before, behind) : (what, null);
                if (!Code.TryParse<ChapterKind>(kind, out var chosen) || !await IsThereAsync(db, chosen, about, cancel))
                    return new Refusal("check-fields")
                    {
                        Fields = [new FieldProblem("what", new Refusal("unknown-choice"))],
                    };
                if (
                    chosen != ChapterKind.Recommendation
                    && publication.Chapters.Exists(c => c.Kind == chosen && c.Subject == about)
                )
                    return new Refusal("chapter-there-already");
                publication.LastKey++;
                publication.Chapters = [.. publication.Chapters, new Chapter($"k{publication.LastKey}", chosen, about)];
                return null;
            },
            cancel
        );

    /// <summary>Whether everybody may read what a chapter is about.</summary>
    internal static async Task<bool> IsThereAsync(
        AppDb db,
        ChapterKind kind,
        string? subject,
        CancellationToken cancel
    ) =>
        kind switch
        {
            ChapterKind.Practice => await db.Practices.AnyAsync(
                p => p.Identifier == subject && p.Standing == PracticeStanding.Published,
                cancel
            ),
            ChapterKind.Obstacle => Code.TryParse<Obstacle>(subject, out _)
                || (
                    ObstacleName.Parse(subject) is { } name
                    && await ObstacleRegister.FindAsync(db, name, cancel) is not null
                ),
            ChapterKind.Totals => subject == Chapter.Everywhere
                || await db.Cities.AnyAsync(c => c.Identifier == subject, cancel),
            _ => subject is null,
        };
}
