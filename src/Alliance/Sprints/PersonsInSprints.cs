using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Sprints.Visits;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints;

/// <summary>Who is invited to a sprint or registered for it: by the address, since nobody needs an account for that.</summary>
internal sealed class PersonsInSprints(AppDb db, FillPlaces filling) : IKeepPersons
{
    public string Room => "sprints";

    public async Task<object> TellAsync(Person person, CancellationToken cancel)
    {
        var email = person.Email.ToLowerInvariant();
        return new
        {
            Visits = await Of(person)
                .OrderBy(v => v.Id)
                .Select(v => new
                {
                    Sprint = v.Sprint!.Title,
                    v.State,
                    v.Role,
                    v.Name,
                    v.Organisation,
                    v.Country,
                    v.Email,
                    v.Sessions,
                    v.Told,
                    v.Needs,
                    v.At,
                    v.CheckedInAt,
                })
                .ToListAsync(cancel),
            RemindedOf = await db
                .FollowUps.Where(f => f.Email == email)
                .OrderBy(f => f.Id)
                .Select(f => new
                {
                    Sprint = f.Sprint!.Title,
                    f.Text,
                    f.Owner,
                    f.Due,
                })
                .ToListAsync(cancel),
        };
    }

    public async Task ForgetAsync(Person person, CancellationToken cancel)
    {
        var email = person.Email.ToLowerInvariant();
        await db
            .FollowUps.Where(f => f.Email == email)
            .ExecuteUpdateAsync(u => u.SetProperty(f => f.Email, (string?)null), cancel);
        var left = await db
            .Sprints.AsNoTracking()
            .Where(s =>
                db.SprintVisits.Any(v =>
                    v.SprintId == s.Id && v.Email == email && v.State == VisitState.Registered && v.CheckedInAt == null
                )
            )
            .OrderBy(s => s.Id)
            .ToListAsync(cancel);
        foreach (var sprint in left)
            await SprintDoor.TakeTurnAsync(db, sprint.Id, cancel);
        await db.Set<VisitLink>().Where(l => Of(person).Any(v => v.Id == l.VisitId)).ExecuteDeleteAsync(cancel);
        await Of(person).Where(v => v.CheckedInAt == null).ExecuteDeleteAsync(cancel);
        await Of(person)
            .ExecuteUpdateAsync(
                u =>
                    u.SetProperty(v => v.Name, (string?)null)
                        .SetProperty(v => v.Organisation, (string?)null)
                        .SetProperty(v => v.Needs, (Needs?)null)
                        .SetProperty(v => v.Email, (string?)null),
                cancel
            );
        // Who waits gets the place at once, as when somebody gives it back.
        foreach (var sprint in left)
            await filling.InTurnAsync(
                sprint,
                await db.Cities.AsNoTracking().SingleAsync(c => c.Identifier == sprint.Host, cancel),
                cancel
            );
    }

    private IQueryable<Visit> Of(Person person)
    {
        var email = person.Email.ToLowerInvariant();
        return db.SprintVisits.Where(v => v.Email == email);
    }
}
