using Alliance.Knowledge;
using Alliance.Knowledge.Told;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Sprints.Parts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.After;

/// <summary>A practice that was written of a sprint, as its hosts see it.</summary>
public sealed record SprintLesson(long Id, LocalText Title, PracticeStanding Standing);

/// <summary>
/// What a sprint has taught, told as a practice: its hosts begin with what the minutes and the visitors say. The practice and the sprint name each
/// other by the practice's origin.
/// </summary>
internal static class LessonOfSprint
{
    private const string Prefix = "sprint:";

    /// <summary>What a practice that was written of it is made of (<see cref="Practice.Origin"/>).</summary>
    public static string OriginOf(string slug) => Prefix + slug;

    /// <summary>Where its hosts write one, below the language.</summary>
    public static string AddressOf(Sprint sprint) =>
        $"workspace/practices/new?city={sprint.Host}&from={OriginOf(sprint.Identifier)}";

    /// <summary>For who hosted it, once it is over.</summary>
    /// <remarks>5 queries.</remarks>
    public static BeginPractice Begin(AppDb db, MailLinks links, TimeProvider time) =>
        async (actor, from, city, reader, cancel) =>
        {
            if (
                SlugOf(from) is not { } slug
                || await SprintRights.FindHostedAsync(db, actor, slug, cancel) is not { } sprint
                || !ClosingReport.IsDue(sprint, sprint.DayOf(time.GetUtcNow().UtcDateTime))
            )
                return null;
            var host = await db
                .Cities.Where(c => c.Identifier == sprint.Host)
                .Select(c => new { c.Id, c.Name })
                .SingleAsync(cancel);
            if (host.Id != city)
                return null;
            var minutes =
                await WriteMinutes.ApprovedAsync(db, sprint.Id, cancel)
                ?? await WriteMinutes.OpenAsync(db, sprint.Id, cancel);
            var said = await db
                .SprintFeedback.Where(f => f.SprintId == sprint.Id)
                .OrderBy(f => f.Id)
                .Select(f => new { f.Takes, f.Better })
                .ToListAsync(cancel);
            // A practice is written in one language, and nobody has translated the minutes.
            var isOther = minutes is not null && minutes.Language != reader.Language.Code;
            return new PracticeBeginning(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["turn"] = "0",
                    ["kind"] = Code.Of(PracticeKind.Lesson),
                    ["title"] = reader["sprint.lesson-title", sprint.Title.In(reader.Language).Text],
                    ["text"] = sprint.Theme?.In(reader.Language).Text ?? "",
                    ["problem"] = Fit(Lines(sprint.Questions.Select(q => q.In(reader.Language).Text))),
                    ["done"] = minutes is null || isOther ? "" : Fit(minutes.Text),
                    ["by"] = host.Name.In(reader.Language).Text,
                    ["went-wrong"] = Fit(Lines(said.Select(s => s.Better))),
                    ["advice"] = Fit(Lines(said.Select(s => s.Takes))),
                    ["source-0-url"] = links.Of(reader.Language, $"sprints/{slug}/report"),
                    ["source-0-publisher"] = host.Name.In(reader.Language).Text,
                },
                OriginOf(slug),
                reader["sprint.lesson-begins"]
                    + (isOther ? " " + reader["sprint.lesson-other", OwnNameOf(minutes!.Language)] : "")
            );
        };

    /// <summary>On the page of a practice: the sprint at which it was learned.</summary>
    /// <remarks>One statement for those that were written of a sprint; none for others.</remarks>
    public static FindWhatPracticeIsPartOf Behind(AppDb db) =>
        async (practice, cancel) =>
        {
            if (SlugOf(practice.Origin) is not { } slug)
                return null;
            var title = await SprintRights
                .Shown(db.Sprints)
                .Where(s => s.Identifier == slug)
                .Select(s => s.Title)
                .SingleOrDefaultAsync(cancel);
            if (title is null)
                return null;
            return b =>
            {
                b.OpenComponent<LearnedAtSprint>(0);
                b.AddComponentParameter(1, nameof(LearnedAtSprint.Slug), slug);
                b.AddComponentParameter(2, nameof(LearnedAtSprint.Title), title);
                b.CloseComponent();
            };
        };

    /// <summary>What its hosts have written of it so far, drafts too.</summary>
    public static Task<List<SprintLesson>> WrittenAsync(AppDb db, string slug, CancellationToken cancel)
    {
        var origin = OriginOf(slug);
        return db
            .Practices.Where(p => p.Origin == origin)
            .OrderBy(p => p.Id)
            .Select(p => new SprintLesson(p.Id, p.Title, p.Standing))
            .ToListAsync(cancel);
    }

    /// <summary>What everybody may read of that.</summary>
    public static Task<List<NamedPractice>> PublishedAsync(AppDb db, string slug, CancellationToken cancel)
    {
        var origin = OriginOf(slug);
        return db
            .Practices.Where(p => p.Origin == origin && p.Standing == PracticeStanding.Published)
            .OrderBy(p => p.Identifier)
            .Select(p => new NamedPractice(p.Identifier!, p.Kind, p.Title))
            .ToListAsync(cancel);
    }

    private static string? SlugOf(string? origin) =>
        origin?.StartsWith(Prefix, StringComparison.Ordinal) == true ? origin[Prefix.Length..] : null;

    private static string Lines(IEnumerable<string> said) => string.Join('\n', said.Where(s => s.Length > 0));

    // As many lines as the field takes: what cannot be saved is no help.
    private static string Fit(string text)
    {
        const string more = "\n…";
        var room = PracticeDetails.TextLength - more.Length;
        if (text.Length <= PracticeDetails.TextLength)
            return text;
        var end = text.LastIndexOf('\n', room);
        return text[..(end > 0 ? end : room)] + more;
    }

    private static string OwnNameOf(string language) => Language.Find(language)?.OwnName ?? language;
}
