using System.Security.Cryptography;
using Alliance.Deals.Drafting;
using Alliance.Monitoring;
using Alliance.Monitoring.Obstacles;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Visits;

/// <summary>What somebody typed who wants to come.</summary>
/// <param name="Role">A code of <see cref="SprintRole"/>; who is invited has one.</param>
/// <param name="Kind">A code of <see cref="OrganisationKind"/>, or empty.</param>
/// <param name="Country">ISO 3166-1, or empty.</param>
/// <param name="Sessions">Keys; none for all that have room.</param>
public sealed record StatedVisit(
    string Name,
    string Organisation,
    string Kind,
    string Country,
    string Email,
    string Role,
    IReadOnlyList<string> Sessions,
    Needs Needs,
    Language Language
);

/// <summary>Registers for a sprint, without an account; and changes what was said, by the link in the mail.</summary>
public sealed class RegisterForSprint(AppDb db, VisitMails mails, FillPlaces filling, TimeProvider time)
{
    // A mailbox shall not be filled through our form.
    private static readonly TimeSpan NotAgainBefore = TimeSpan.FromMinutes(10);

    /// <param name="slug">Which sprint.</param>
    /// <param name="token">Of the link in an invitation or an earlier mail; null for a form everybody can fill in.</param>
    /// <param name="stated">What was typed.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The visit, registered or waiting; null where the address is registered already: then a mail with a new link goes there, and who asks learns
    /// nothing of it. Refused with <c>sprint-not-found</c>, <c>link-not-valid</c>, <see cref="Sprint.WhyNoRegistration"/>, or <c>check-fields</c>: at
    /// <c>name</c> <c>name-missing</c>; at <c>email</c> <c>email-missing</c>, <c>bad-email</c>; at <c>role</c>, <c>kind</c>, <c>country</c>,
    /// <c>sessions</c> <c>unknown-choice</c>; at <c>sessions</c> <c>session-full</c>; at texts <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<Registered>> RunAsync(
        string slug,
        string? token,
        StatedVisit stated,
        CancellationToken cancel = default
    )
    {
        var sprint = await SprintRights.Shown(db.Sprints).SingleOrDefaultAsync(s => s.Identifier == slug, cancel);
        if (sprint is null)
            return new Refusal("sprint-not-found", slug);
        var now = time.GetUtcNow().UtcDateTime;
        var known = token is null ? null : await FindAsync(db, token, cancel);
        if (token is not null && known?.SprintId != sprint.Id)
            return new Refusal("link-not-valid");
        if (Closed(sprint, known, now) is { } why)
            return new Refusal(why);
        var problems = new List<FieldProblem>();
        var said = Judge(stated, sprint, known, problems);
        if (problems.Count > 0)
            return new Refusal("check-fields") { Fields = problems };

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await SprintDoor.TakeTurnAsync(db, sprint.Id, cancel);
        // Somebody may have called it off, or taken this very place away, meanwhile.
        await db.Entry(sprint).ReloadAsync(cancel);
        if (known is not null)
            await db.Entry(known).ReloadAsync(cancel);
        if (Closed(sprint, known, now) is { } meanwhile)
            return new Refusal(meanwhile);
        var city = await db.Cities.AsNoTracking().SingleAsync(c => c.Identifier == sprint.Host, cancel);
        // Who waits was there before.
        await filling.InTurnAsync(sprint, city, cancel);
        var placed = IsPlaced(known);
        var free = placed ? known!.Comes : await SprintDoor.HasPlaceAsync(db, sprint, cancel);
        // Asked of a known address as of a new one: nobody learns which it is.
        if (
            free
            && await SprintDoor.FullSessionsAsync(db, sprint, said.Sessions, known?.Id, cancel) is { Count: > 0 } full
        )
        {
            if (stated.Sessions.Count > 0)
                return new Refusal("check-fields")
                {
                    Fields =
                    [
                        new FieldProblem(
                            "sessions",
                            new Refusal("session-full", string.Join(", ", full.Select(s => s.Title)))
                        ),
                    ],
                };
            // Who ticks none comes to all that have room; what is full nobody can untick.
            said.Sessions = SprintDoor.WithRoom(sprint, said.Sessions, full);
        }
        var email = stated.Email.Trim().ToLowerInvariant();
        var there =
            known
            ?? await db
                .SprintVisits.Include(v => v.Links)
                .SingleOrDefaultAsync(v => v.SprintId == sprint.Id && v.Email == email, cancel);
        if (known is null && there is { State: not VisitState.NotComing })
        {
            // The address has a link: whoever typed it here may be somebody else, so nothing of it is changed.
            if (!(there.MailedAt > now - NotAgainBefore))
                mails.Send(there, sprint, city, there.State == VisitState.Invited ? "invited" : "again", "");
            if (await db.SaveInTurnAsync(cancel) is null)
                await transaction.CommitAsync(cancel);
            return new Registered(null);
        }
        var visit = there ?? said;
        if (there is null)
            db.SprintVisits.Add(said);
        else
        {
            // What was chosen so far is in a calendar, whichever copy brought it.
            if (there.Comes)
                there.Told = [.. there.Told.Union(SprintCalendar.KeysOf(sprint, there.Chosen))];
            Take(there, said);
        }
        if (!placed)
            (visit.State, visit.RegisteredAt) = (free ? VisitState.Registered : VisitState.Waiting, now);
        visit.Turn++;
        mails.Send(
            visit,
            sprint,
            city,
            placed ? "again"
                : visit.State == VisitState.Registered ? "registered"
                : "waiting",
            ""
        );
        if (await db.SaveInTurnAsync(cancel) is { } late)
            return late;
        await transaction.CommitAsync(cancel);
        return new Registered(visit);
    }

    /// <summary>Whose link it is, with its sprint; null where it opens nothing.</summary>
    public static Task<Visit?> FindAsync(AppDb db, string token, CancellationToken cancel)
    {
        var hash = LinkToken.HashOf(token);
        return db
            .SprintVisits.Include(v => v.Sprint)
            .Include(v => v.Links)
            .SingleOrDefaultAsync(
                v => v.Links.Any(l => l.Hash == hash) && v.Sprint!.State != SprintState.Planned,
                cancel
            );
    }

    public static string NewCode() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Visit.CodeLength / 2));

    // Who has a place, or waits for one, may say more until the sprint is over, whoever else can register.
    private static string? Closed(Sprint sprint, Visit? known, DateTime now)
    {
        var today = sprint.DayOf(now);
        return IsPlaced(known) && sprint.State == SprintState.Published && !(sprint.LastDay < today)
            ? null
            : sprint.WhyNoRegistration(today, known is not null);
    }

    private static bool IsPlaced(Visit? visit) => visit is { State: VisitState.Registered or VisitState.Waiting };

    private static void Take(Visit visit, Visit said)
    {
        (visit.Name, visit.Organisation, visit.Kind, visit.Country) = (
            said.Name,
            said.Organisation,
            said.Kind,
            said.Country
        );
        (visit.Language, visit.Sessions, visit.Needs) = (said.Language, said.Sessions, said.Needs);
        visit.Role = said.Role;
    }

    private Visit Judge(StatedVisit stated, Sprint sprint, Visit? known, List<FieldProblem> wrong)
    {
        string Said(string field, string typed, int most)
        {
            var text = StatedValues.OneLine(typed);
            if (text.Length > most)
                wrong.Add(new FieldProblem(field, new Refusal("text-too-long")));
            return text;
        }
        var name = Said("name", stated.Name, Visit.NameLength);
        if (name.Length == 0)
            wrong.Add(new FieldProblem("name", new Refusal("name-missing")));
        var email = stated.Email.Trim().ToLowerInvariant();
        if (known is null && email.Length == 0)
            wrong.Add(new FieldProblem("email", new Refusal("email-missing")));
        else if (known is null && !OutgoingMail.IsAddress(email))
            wrong.Add(new FieldProblem("email", new Refusal("bad-email", email)));
        // Nobody makes a host of oneself.
        var role = known?.Role ?? SprintRole.Observer;
        if (known is null && (!Code.TryParse(stated.Role, out role) || role == SprintRole.Host))
            wrong.Add(new FieldProblem("role", new Refusal("unknown-choice")));
        OrganisationKind? kind = null;
        if (stated.Kind.Length > 0)
        {
            if (Code.TryParse<OrganisationKind>(stated.Kind, out var one))
                kind = one;
            else
                wrong.Add(new FieldProblem("kind", new Refusal("unknown-choice")));
        }
        if (stated.Country.Length > 0 && !Enquiry.Countries.Contains(stated.Country))
            wrong.Add(new FieldProblem("country", new Refusal("unknown-choice")));
        if (!stated.Sessions.All(k => sprint.Sessions.Exists(s => s.Key == k)))
            wrong.Add(new FieldProblem("sessions", new Refusal("unknown-choice")));
        var needs = new Needs(
            Said("access", stated.Needs.Access, Visit.NeedLength),
            Said("food", stated.Needs.Food, Visit.NeedLength),
            Said("interpreting", stated.Needs.Interpreting, Visit.NeedLength)
        );
        var organisation = Said("organisation", stated.Organisation, Visit.OrganisationLength);
        return new Visit
        {
            SprintId = sprint.Id,
            Role = role,
            Name = name,
            Organisation = organisation.Length == 0 ? null : organisation,
            Kind = kind,
            Country = stated.Country.Length == 0 ? null : stated.Country,
            Email = email,
            Language = stated.Language.Code,
            // All of them is what changes with the agenda.
            Sessions = stated.Sessions.Count == sprint.Sessions.Count ? [] : [.. stated.Sessions.Distinct()],
            Needs = needs.IsNone ? null : needs,
            CheckInCode = NewCode(),
            At = time.GetUtcNow().UtcDateTime,
        };
    }
}

/// <param name="Visit">Null where nothing may be said of it.</param>
public sealed record Registered(Visit? Visit);
