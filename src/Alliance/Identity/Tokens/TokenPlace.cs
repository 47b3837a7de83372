using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity.Tokens;

/// <summary>A city or an organisation that a person may name in a token.</summary>
/// <param name="Code">How a form names it: <c>city-3</c>, <c>organisation-17</c>.</param>
public sealed record TokenPlace(string Code, long? CityId, long? OrganisationId, LocalText? City, string? Organisation)
{
    public string NameIn(Language language) => City?.In(language).Text ?? Organisation ?? "";

    /// <summary>Those for which this person has one of the scope's roles: one query.</summary>
    public static async Task<IReadOnlyList<TokenPlace>> OfAsync(
        AppDb db,
        Actor actor,
        TokenScope scope,
        CancellationToken cancel = default
    )
    {
        var roles = scope.Roles.ToList();
        var found = await db
            .Memberships.Where(m => m.AccountId == actor.AccountId && roles.Contains(m.Role))
            .OrderBy(m => m.Id)
            .Select(m => new
            {
                m.CityId,
                City = m.City!.Name,
                m.OrganisationId,
                Organisation = m.Organisation!.Name,
            })
            .ToListAsync(cancel);
        return
        [
            .. found
                .Select(f => new TokenPlace(
                    f.CityId is { } city ? $"city-{city}" : $"organisation-{f.OrganisationId}",
                    f.CityId,
                    f.OrganisationId,
                    f.City,
                    f.Organisation
                ))
                .DistinctBy(p => p.Code),
        ];
    }
}
