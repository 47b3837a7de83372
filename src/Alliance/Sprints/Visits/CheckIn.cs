using Alliance.Deals.Drafting;
using Alliance.Monitoring;
using Alliance.Monitoring.Obstacles;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Visits;

/// <summary>Notes at the door who is there.</summary>
public sealed class CheckIn(AppDb db, TimeProvider time)
{
    /// <param name="here">False takes it back.</param>
    /// <returns>Refused with <c>visit-not-found</c>, <c>somebody-was-faster</c>.</returns>
    public async Task<Outcome<Visit>> RunAsync(
        Actor actor,
        string slug,
        long id,
        bool here,
        CancellationToken cancel = default
    )
    {
        if (
            await SprintRights.FindHostedAsync(db, actor, slug, cancel) is not { } sprint
            || await db.SprintVisits.SingleOrDefaultAsync(v => v.Id == id && v.SprintId == sprint.Id, cancel)
                is not { } visit
        )
            return new Refusal("visit-not-found");
        if (here == visit.CheckedInAt is not null)
            return visit;
        var now = time.GetUtcNow().UtcDateTime;
        visit.CheckedInAt = here ? now : null;
        // Who stands at the door has come, whatever the list said.
        if (here && visit.State != VisitState.Registered)
            (visit.State, visit.RegisteredAt) = (VisitState.Registered, now);
        visit.Turn++;
        return await db.SaveInTurnAsync(cancel) is { } late ? late : visit;
    }

    /// <summary>Somebody who came without having registered.</summary>
    /// <param name="kind">A code of <see cref="OrganisationKind"/>, or empty.</param>
    /// <param name="country">ISO 3166-1, or empty.</param>
    /// <returns>
    /// Refused with <c>sprint-not-found</c>, or <c>check-fields</c>: at <c>walk-name</c> <c>name-missing</c>, <c>text-too-long</c>; at
    /// <c>walk-organisation</c> <c>text-too-long</c>; at <c>walk-role</c>, <c>walk-kind</c>, <c>walk-country</c> <c>unknown-choice</c>.
    /// </returns>
    public async Task<Outcome<Visit>> WalkInAsync(
        Actor actor,
        string slug,
        string name,
        string organisation,
        string role,
        string kind,
        string country,
        Language language,
        CancellationToken cancel = default
    )
    {
        if (await SprintRights.FindHostedAsync(db, actor, slug, cancel) is not { } sprint)
            return new Refusal("sprint-not-found", slug);
        (name, organisation) = (StatedValues.OneLine(name), StatedValues.OneLine(organisation));
        var problems = new List<FieldProblem>();
        if (name.Length is 0 or > Visit.NameLength)
            problems.Add(
                new FieldProblem("walk-name", new Refusal(name.Length == 0 ? "name-missing" : "text-too-long"))
            );
        if (organisation.Length > Visit.OrganisationLength)
            problems.Add(new FieldProblem("walk-organisation", new Refusal("text-too-long")));
        if (!Code.TryParse<SprintRole>(role, out var part))
            problems.Add(new FieldProblem("walk-role", new Refusal("unknown-choice")));
        OrganisationKind? chosen = null;
        if (kind.Length > 0)
        {
            if (Code.TryParse<OrganisationKind>(kind, out var one))
                chosen = one;
            else
                problems.Add(new FieldProblem("walk-kind", new Refusal("unknown-choice")));
        }
        if (country.Length > 0 && !Enquiry.Countries.Contains(country))
            problems.Add(new FieldProblem("walk-country", new Refusal("unknown-choice")));
        if (problems.Count > 0)
            return new Refusal("check-fields") { Fields = problems };
        var now = time.GetUtcNow().UtcDateTime;
        var visit = new Visit
        {
            SprintId = sprint.Id,
            State = VisitState.Registered,
            Role = part,
            Name = name,
            Organisation = organisation.Length == 0 ? null : organisation,
            Kind = chosen,
            Country = country.Length == 0 ? null : country,
            Language = language.Code,
            CheckInCode = RegisterForSprint.NewCode(),
            At = now,
            RegisteredAt = now,
            CheckedInAt = now,
        };
        db.SprintVisits.Add(visit);
        await db.SaveChangesAsync(cancel);
        return visit;
    }
}
