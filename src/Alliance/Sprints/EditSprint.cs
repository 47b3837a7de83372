using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Knowledge;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints;

/// <summary>Saves what is typed into a sprint's forms; adds and removes sessions.</summary>
public sealed class EditSprint(AppDb db, ChangeSprint change)
{
    public const int MostSessions = 100;

    /// <param name="actor">Who saves.</param>
    /// <param name="slug">Which sprint.</param>
    /// <param name="turn">What was read.</param>
    /// <param name="typed">The fields of the form (<see cref="SprintFields.Basics"/>); what is not in it stays.</param>
    /// <param name="language">In which its words are typed.</param>
    /// <param name="culture">How its numbers are written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused as <see cref="ChangeSprint"/> does, and with <c>check-fields</c>: what <see cref="SprintFields"/> and <see cref="SprintRules.OfDays"/> say,
    /// and once it is published <see cref="SprintRules.Missing"/>.
    /// </returns>
    public Task<Outcome<Sprint>> BasicsAsync(
        Actor actor,
        string slug,
        int turn,
        IReadOnlyDictionary<string, string> typed,
        string language,
        CultureInfo culture,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            slug,
            turn,
            sprint =>
            {
                var problems = new List<FieldProblem>();
                Write(sprint, new SprintFields(sprint.Title.Authentic, language).Basics, typed, culture, problems);
                if (problems.Count == 0)
                    problems.AddRange(SprintRules.OfDays(sprint));
                if (problems.Count == 0 && sprint.State == SprintState.Published)
                    problems.AddRange(
                        SprintRules.Missing(sprint).Select(p => p.Field.Contains('.') ? p with { Field = "begins" } : p)
                    );
                return Task.FromResult(Of(problems));
            },
            cancel
        );

    /// <summary>As <see cref="BasicsAsync"/>, of one session (<see cref="SprintFields.Session"/>).</summary>
    /// <returns>
    /// Refused also with <c>session-not-found</c>, <c>too-many-sessions</c>, at <c>deals</c> <c>deal-not-found</c>, at <c>practices</c>
    /// <c>practice-not-found</c> (also where it is not published), and as <see cref="SprintRules.OfSession"/> does.
    /// </returns>
    /// <param name="key">The session's key; <c>new</c> adds one.</param>
    /// <inheritdoc cref="BasicsAsync"/>
    public Task<Outcome<Sprint>> SessionAsync(
        Actor actor,
        string slug,
        string key,
        int turn,
        IReadOnlyDictionary<string, string> typed,
        string language,
        CultureInfo culture,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            slug,
            turn,
            async sprint =>
            {
                var known = sprint.Sessions.Find(s => s.Key == key);
                if (known is null && key != "new")
                    return new Refusal("session-not-found");
                if (known is null && sprint.Sessions.Count >= MostSessions)
                    return new Refusal("too-many-sessions", $"{MostSessions}");
                var own = sprint.Title.Authentic;
                var problems = new List<FieldProblem>();
                // A new one is begun in the sprint's own language; its title is what was typed.
                var title = StatedValues.OneLine(typed.GetValueOrDefault("title", ""));
                if (known is null && (title.Length == 0 || language != own))
                    return new Refusal("check-fields")
                    {
                        Fields = [new FieldProblem("title", new Refusal("title-missing"))],
                    };
                var session = known ?? new SprintSession($"s{sprint.LastKey + 1}", new LocalText(own, title));
                session = Write(session, new SprintFields(own, language).Session, typed, culture, problems);
                if (problems.Count == 0)
                    problems.AddRange(SprintRules.OfSession(sprint, session));
                problems.AddRange(await UnknownAsync(session, known, cancel));
                if (known is null)
                    sprint.LastKey++;
                sprint.Plan(
                    known is null
                        ? [.. sprint.Sessions, session]
                        : sprint.Sessions.ConvertAll(s => s.Key == key ? session : s)
                );
                return Of(problems);
            },
            cancel
        );

    /// <summary>Refused as <see cref="ChangeSprint"/> does, and with <c>session-not-found</c>.</summary>
    public Task<Outcome<Sprint>> RemoveSessionAsync(
        Actor actor,
        string slug,
        string key,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            slug,
            null,
            sprint =>
            {
                var without = sprint.Sessions.FindAll(s => s.Key != key);
                if (without.Count == sprint.Sessions.Count)
                    return Task.FromResult<Refusal?>(new Refusal("session-not-found"));
                sprint.Plan(without);
                return Task.FromResult<Refusal?>(null);
            },
            cancel
        );

    private static T Write<T>(
        T part,
        IReadOnlyDictionary<string, FormField<T>> fields,
        IReadOnlyDictionary<string, string> typed,
        CultureInfo culture,
        List<FieldProblem> problems
    )
    {
        foreach (var (name, field) in fields)
            if (typed.TryGetValue(name, out var text))
            {
                (part, var wrong) = field.Write(part, TypedText.Plain(text), culture);
                if (wrong is not null)
                    problems.Add(
                        new FieldProblem(
                            name,
                            wrong == "not-places"
                                ? new Refusal(wrong, $"{SprintFields.MostPlaces}")
                                : new Refusal(wrong)
                        )
                    );
            }
        return part;
    }

    // What it looked at before may have gone since.
    private async Task<List<FieldProblem>> UnknownAsync(
        SprintSession session,
        SprintSession? before,
        CancellationToken cancel
    )
    {
        var unknown = new List<FieldProblem>();
        var deals = (session.Deals ?? []).Except(before?.Deals ?? []).ToList();
        if (deals.Count > 0 && await db.Deals.CountAsync(d => deals.Contains(d.Identifier), cancel) != deals.Count)
            unknown.Add(new FieldProblem("deals", new Refusal("deal-not-found", string.Join(", ", deals))));
        var practices = (session.Practices ?? []).Except(before?.Practices ?? []).ToList();
        if (
            practices.Count > 0
            && await db.Practices.CountAsync(
                p => p.Standing == PracticeStanding.Published && practices.Contains(p.Identifier!),
                cancel
            ) != practices.Count
        )
            unknown.Add(new FieldProblem("practices", new Refusal("practice-not-found", string.Join(", ", practices))));
        return unknown;
    }

    private static Refusal? Of(List<FieldProblem> problems) =>
        problems.Count == 0 ? null : new Refusal("check-fields") { Fields = problems };
}
