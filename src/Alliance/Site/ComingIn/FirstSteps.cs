using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.ComingIn;

/// <summary>Somebody of a city, and what they do in it.</summary>
public sealed record CityPerson(string Name, MembershipRole Role);

/// <summary>A draft of a city, and how far it is.</summary>
public sealed record BegunDraft(string Key, string Title, DraftStage Stage);

/// <summary>What a city has that comes in, and what it has not yet.</summary>
public sealed record FirstSteps(
    City City,
    IReadOnlyList<CityPerson> People,
    IReadOnlyList<BegunDraft> Drafts,
    bool HasDeals
)
{
    // Those of a city that begins; later the workspace lists them.
    private const int MostDrafts = 10;

    /// <summary>Nobody signs for the city before somebody may release.</summary>
    public bool HasApprover => People.Any(p => p.Role == MembershipRole.Approver);
    public bool IsSent => Drafts.Any(d => d.Stage is not (DraftStage.Draft or DraftStage.Ended)) || HasDeals;

    /// <summary>4 queries.</summary>
    public static async Task<FirstSteps> LoadAsync(AppDb db, FindPeople people, City city, CancellationToken cancel)
    {
        var members = await db
            .Memberships.Where(m => m.CityId == city.Id)
            .OrderBy(m => m.Id)
            .Select(m => new { m.AccountId, m.Role })
            .ToListAsync(cancel);
        var names = (await people([.. members.Select(m => m.AccountId).Distinct()], cancel)).ToDictionary(
            p => p.AccountId,
            p => p.Name
        );
        var drafts = await db
            .Drafts.AsNoTracking()
            .Where(d => d.CityId == city.Id && d.Stage != DraftStage.Ended)
            .OrderBy(d => d.Id)
            .Take(MostDrafts)
            .Select(d => new
            {
                d.Key,
                d.Content,
                d.Stage,
            })
            .ToListAsync(cancel);
        return new FirstSteps(
            city,
            members.ConvertAll(m => new CityPerson(names.GetValueOrDefault(m.AccountId, ""), m.Role)),
            drafts.ConvertAll(d => new BegunDraft(d.Key, d.Content.Title, d.Stage)),
            await db.Deals.AnyAsync(d => d.CityId == city.Id, cancel)
        );
    }
}
