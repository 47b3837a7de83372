using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Visits;

/// <summary>Invites people by mail, each with a link of one's own.</summary>
public sealed class InviteToSprint(AppDb db, VisitMails mails, TimeProvider time)
{
    public const int Most = 200;

    /// <param name="lines">One a line: an address, or <c>Name; Organisation; address</c> with what is known.</param>
    /// <param name="role">A code of <see cref="SprintRole"/>.</param>
    /// <param name="words">What the hosts write beside it, or empty.</param>
    /// <param name="language">In which the mail is.</param>
    /// <returns>
    /// How many mails go out; who was invited or registered before gets none. Refused with <c>sprint-not-found</c>, <c>sprint-not-shown</c>,
    /// <see cref="Sprint.WhyNoRegistration"/>, or <c>check-fields</c> and then nobody is written to: at <c>role</c> <c>unknown-choice</c>; at
    /// <c>invite</c> <c>nobody-named</c>, <c>too-many-invited</c>, <c>bad-line</c> with its number and words; at <c>words</c> <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<int>> RunAsync(
        Actor actor,
        string slug,
        string lines,
        string role,
        string words,
        Language language,
        CancellationToken cancel = default
    )
    {
        if (await SprintRights.FindHostedAsync(db, actor, slug, cancel) is not { } sprint)
            return new Refusal("sprint-not-found", slug);
        if (sprint.State != SprintState.Published)
            return new Refusal(sprint.State == SprintState.CalledOff ? "sprint-called-off" : "sprint-not-shown");
        var now = time.GetUtcNow().UtcDateTime;
        if (sprint.WhyNoRegistration(sprint.DayOf(now), invited: true) is { } closed)
            return new Refusal(closed);
        var problems = new List<FieldProblem>();
        if (!Code.TryParse<SprintRole>(role, out var part))
            problems.Add(new FieldProblem("role", new Refusal("unknown-choice")));
        words = TypedText.Plain(words);
        if (words.Length > VisitMails.WordsLength)
            problems.Add(new FieldProblem("words", new Refusal("text-too-long")));
        var named = Read(lines, problems);
        if (problems.Count > 0)
            return new Refusal("check-fields") { Fields = problems };

        var addresses = named.Select(n => n.Email).ToList();
        var known = await db
            .SprintVisits.Where(v => v.SprintId == sprint.Id && v.Email != null && addresses.Contains(v.Email))
            .Select(v => v.Email)
            .ToListAsync(cancel);
        var city = await db.Cities.AsNoTracking().SingleAsync(c => c.Identifier == sprint.Host, cancel);
        var invited = 0;
        foreach (var (name, organisation, email) in named.Where(n => !known.Contains(n.Email)))
        {
            var visit = new Visit
            {
                SprintId = sprint.Id,
                State = VisitState.Invited,
                Role = part,
                Name = name,
                Organisation = organisation,
                Email = email,
                Language = language.Code,
                CheckInCode = RegisterForSprint.NewCode(),
                At = now,
            };
            db.SprintVisits.Add(visit);
            mails.Send(visit, sprint, city, "invited", words);
            invited++;
        }
        return await db.SaveInTurnAsync(cancel) is { } late ? late : invited;
    }

    private static List<(string? Name, string? Organisation, string Email)> Read(
        string lines,
        List<FieldProblem> problems
    )
    {
        var named = new List<(string?, string?, string Email)>();
        var number = 0;
        foreach (var line in TypedText.Plain(lines).Split('\n'))
        {
            number++;
            if (line.Trim().Length == 0)
                continue;
            var parts = line.Split(';', StringSplitOptions.TrimEntries);
            var email = parts[^1].ToLowerInvariant();
            if (
                parts.Length > 3
                || !OutgoingMail.IsAddress(email)
                || parts.Any(p => p.Length > Visit.OrganisationLength)
                || (parts.Length > 1 && parts[0].Length > Visit.NameLength)
            )
                problems.Add(new FieldProblem("invite", new Refusal("bad-line", $"{number}", line.Trim())));
            else if (!named.Exists(n => n.Email == email))
                named.Add((Of(parts, 0), Of(parts, 1), email));
        }
        if (named.Count == 0 && problems.Count == 0)
            problems.Add(new FieldProblem("invite", new Refusal("nobody-named")));
        if (named.Count > Most)
            problems.Add(new FieldProblem("invite", new Refusal("too-many-invited", $"{Most}")));
        return named;

        static string? Of(string[] parts, int place) =>
            place < parts.Length - 1 && parts[place].Length > 0 ? parts[place] : null;
    }
}
