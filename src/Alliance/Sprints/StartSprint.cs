using Alliance.Deals.Drafting;
using Alliance.Monitoring;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints;

/// <summary>Begins a sprint: an empty one, or with the design of another.</summary>
public sealed class StartSprint(AppDb db, TimeProvider time)
{
    /// <param name="actor">Who hosts it.</param>
    /// <param name="city">The number of the host city.</param>
    /// <param name="title">In <paramref name="language"/>; with a design too: two sprints of one name nobody tells apart.</param>
    /// <param name="begins">The first day as <c>2026-05-05</c>, or empty; the sessions of a design move there.</param>
    /// <param name="designOf">The identifier of a sprint everybody sees, or empty.</param>
    /// <param name="language">The language it is written in.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The sprint, planned. Refused with <c>not-allowed</c>, or <c>check-fields</c>: at <c>title</c> <c>title-missing</c>,
    /// <c>text-too-long</c>; at <c>begins</c> <c>bad-day</c>; at <c>design</c> <c>sprint-not-found</c>.
    /// </returns>
    public async Task<Outcome<Sprint>> RunAsync(
        Actor actor,
        long city,
        string title,
        string begins,
        string designOf,
        Language language,
        CancellationToken cancel = default
    )
    {
        if (!SprintRights.MayHost(actor, city))
            return new Refusal("not-allowed");
        var host = await db.Cities.AsNoTracking().SingleAsync(c => c.Id == city, cancel);
        var wrong = new List<FieldProblem>();
        title = StatedValues.OneLine(title);
        if (title.Length is 0 or > SprintFields.TitleLength)
            wrong.Add(new FieldProblem("title", new Refusal(title.Length == 0 ? "title-missing" : "text-too-long")));
        PartialDate? first = null;
        if (begins.Length > 0)
        {
            if (PartialDate.TryParse(begins, out var day) && day is { Day: not null, Year: >= 2000 and <= 2100 })
                first = day;
            else
                wrong.Add(new FieldProblem("begins", new Refusal("bad-day")));
        }
        var design =
            designOf.Length == 0
                ? null
                : await SprintRights
                    .Shown(db.Sprints.AsNoTracking())
                    .SingleOrDefaultAsync(s => s.Identifier == designOf, cancel);
        if (designOf.Length > 0 && design is null)
            wrong.Add(new FieldProblem("design", new Refusal("sprint-not-found", designOf)));
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };

        var sprint = new Sprint
        {
            Identifier = await FreeNameAsync($"{host.Identifier} {title}", cancel),
            Host = host.Identifier,
            Title = new LocalText(language.Code, title),
            Begins = first,
            TimeZone = ReportCalendar.UsualZone(host.Country) is "UTC" ? null : ReportCalendar.UsualZone(host.Country),
            State = SprintState.Planned,
            DesignOf = design?.Identifier,
            ChangedAt = time.GetUtcNow().UtcDateTime,
        };
        if (design is not null)
            Take(sprint, design, language.Code);
        db.Sprints.Add(sprint);
        db.Raise("sprint-started", null, [$"sprint:{sprint.Identifier}"], time.GetUtcNow());
        return await db.SaveInTurnAsync(cancel) is { } late ? late : sprint;
    }

    // Who came, what came out of it and where it is told are the other's own; what it was about and how it was worked can be had again.
    private static void Take(Sprint sprint, Sprint design, string language)
    {
        var days =
            sprint.FirstDay is { } first && design.FirstDay is { } then ? first.DayNumber - then.DayNumber : (int?)null;
        LocalText Said(LocalText text) =>
            TypedText.With(text, language, language, $"{text.In(Language.Find(language)!).Text}")!;
        sprint.Theme = design.Theme is { } theme ? Said(theme) : null;
        sprint.Questions = design.Questions.ConvertAll(Said);
        sprint.Methods = design.Methods.ConvertAll(Said);
        if (days is { } moved && design.LastDay is { } end)
            sprint.Ends = PartialDate.Of(end.AddDays(moved));
        sprint.Sessions =
        [
            .. design.Sessions.Select(
                (s, i) =>
                    new SprintSession(
                        $"s{i + 1}",
                        Said(s.Title),
                        s.Text is { } text ? Said(text) : null,
                        days is { } by ? s.Starts?.AddDays(by) : null,
                        days is { } on ? s.Ends?.AddDays(on) : null,
                        s.Room,
                        Places: s.Places
                    )
            ),
        ];
        sprint.LastKey = sprint.Sessions.Count;
    }

    private Task<string> FreeNameAsync(string wanted, CancellationToken cancel) =>
        FreeSlug.FindAsync(db.Sprints.Select(s => s.Identifier), Slug.Of(wanted, "sprint"), cancel);
}
