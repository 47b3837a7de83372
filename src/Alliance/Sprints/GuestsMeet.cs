using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Knowledge.Exchange;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Sprints.Visits;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints;

/// <summary>What the spaces of the exchange ask about sprints.</summary>
internal static class GuestsMeet
{
    /// <summary>All that are planned here for coordinators, those of the own city for its deal managers. One query.</summary>
    public static FindSprintsWithGuests Sprints(AppDb db) =>
        async (actor, cancel) =>
        {
            var coordinates = actor.Has(MembershipRole.Coordinator);
            var own = DealRights.CitiesOf(actor, DraftRights.MayManage);
            var sprints = await db
                .Sprints.Where(s => s.Collection == null && s.State != SprintState.CalledOff)
                .Join(
                    db.Cities.Where(c => coordinates || own.Contains(c.Id)),
                    s => s.Host,
                    c => c.Identifier,
                    (s, c) =>
                        new
                        {
                            s.Id,
                            s.Identifier,
                            s.Title,
                            City = c.Id,
                        }
                )
                .OrderByDescending(s => s.Id)
                .ToListAsync(cancel);
            return [.. sprints.Select(s => new SprintWithGuests(s.Identifier, s.Title, s.City))];
        };

    /// <summary>One query.</summary>
    public static NameSprint Name(AppDb db) =>
        (identifier, cancel) =>
            SprintRights
                .Shown(db.Sprints)
                .Where(s => s.Identifier == identifier)
                .Select(s => s.Title)
                .SingleOrDefaultAsync(cancel);

    /// <summary>Two queries at most.</summary>
    public static FindGuestsOfSprint Guests(AppDb db) =>
        async (actor, identifier, cancel) =>
        {
            if (await SprintRights.FindHostedAsync(db, actor, identifier, cancel) is not { } sprint)
                return null;
            var visits = await db
                .SprintVisits.Where(v => v.SprintId == sprint.Id && v.State == VisitState.Registered && v.Email != null)
                .OrderBy(v => v.Id)
                .Select(v => new { v.Email, v.Language })
                .ToListAsync(cancel);
            return [.. visits.Select(v => new GuestOfSprint(v.Email!, Language.Find(v.Language) ?? Language.English))];
        };
}
