using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps.Stakeholders;

/// <summary>Puts the organisations of a city's deals on its map: nobody has to type what the register knows.</summary>
public sealed class AddFromDeals(AppDb db, TimeProvider time)
{
    /// <summary>The organisations that take part in the city's deals and are not on its map.</summary>
    public static IQueryable<Organisation> Missing(AppDb db, long city) =>
        db.Organisations.Where(o =>
            o.MergedIntoId == null
            && db.Deals.Any(d =>
                d.CityId == city
                && d.Parties.Any(p =>
                    p.Role != PartyRole.City && (p.Organisation!.MergedIntoId ?? p.OrganisationId) == o.Id
                )
            )
            && !db.Stakeholders.Any(s => s.CityId == city && (s.Organisation!.MergedIntoId ?? s.OrganisationId) == o.Id)
        );

    /// <returns>How many came. Refused with <c>not-allowed</c>, <c>map-is-full</c>, <c>nobody-to-add</c>, <c>somebody-was-faster</c>.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, long city, CancellationToken cancel = default)
    {
        if (!RoadmapRights.MayEdit(actor, city))
            return new Refusal("not-allowed");
        var there = await db.Stakeholders.Where(s => s.CityId == city).ToDictionaryAsync(s => s.NameKey, cancel);
        var missing = await Missing(db, city)
            .OrderBy(o => o.Id)
            .Take(Stakeholder.Most + 1)
            .Select(o => new
            {
                o.Id,
                o.Name,
                o.Kind,
                o.Nace,
            })
            .ToListAsync(cancel);
        if (there.Count + missing.Count > Stakeholder.Most)
            return new Refusal("map-is-full", $"{Stakeholder.Most}");
        var now = time.GetUtcNow();
        var added = 0;
        foreach (var organisation in missing)
        {
            var key = FindPartner.KeyOf(organisation.Name);
            if (there.TryGetValue(key, out var known))
            {
                // Typed by hand before the register knew it. Of two of one name nobody guesses which is which.
                if (known.OrganisationId is not null)
                    continue;
                known.OrganisationId = organisation.Id;
                known.Turn++;
                added++;
                continue;
            }
            added++;
            var stakeholder = new Stakeholder
            {
                CityId = city,
                OrganisationId = organisation.Id,
                Name = organisation.Name,
                NameKey = key,
                Kind = organisation.Kind,
                Nace = organisation.Nace,
                State = StakeholderState.InDeal,
                ChangedAt = now.UtcDateTime,
            };
            there[key] = stakeholder;
            db.Stakeholders.Add(stakeholder);
        }
        if (added == 0)
            return new Refusal("nobody-to-add");
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            db.ChangeTracker.Clear();
            return new Refusal("somebody-was-faster");
        }
        return added;
    }
}
