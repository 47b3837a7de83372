using Alliance.Deals;
using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Health;

/// <summary>
/// Deals with nothing but what health is worked out from. Where a million promises are judged and counted nobody reads their words, and the
/// words are most of what would be loaded.
/// </summary>
internal static class BareDeals
{
    private static readonly LocalText Unread = new("en", "");

    /// <remarks>3 statements.</remarks>
    public static async Task<List<Deal>> LoadAsync(AppDb db, IQueryable<Deal> some, CancellationToken cancel)
    {
        // Read first and made then: a constant of a query cannot be an object.
        var found = await some.Select(d => new
            {
                d.Id,
                d.Identifier,
                d.CityId,
                d.State,
                d.Ended,
                d.ChangedAt,
                d.Agreed,
                d.Start,
            })
            .ToListAsync(cancel);
        if (found.Count == 0)
            return [];
        var ids = found.ConvertAll(d => d.Id);
        var promises = await db
            .Commitments.Where(c => ids.Contains(c.DealId))
            .Select(c => new
            {
                c.DealId,
                c.Key,
                c.Order,
                c.By,
                c.Quantity,
                c.Direction,
                c.Baseline,
                c.Target,
            })
            .ToListAsync(cancel);
        var parties = await db
            .Parties.Where(p => ids.Contains(p.DealId))
            .Select(p => new Party
            {
                DealId = p.DealId,
                Key = p.Key,
                Role = p.Role,
            })
            .ToListAsync(cancel);
        var (promised, taking) = (promises.ToLookup(c => c.DealId), parties.ToLookup(p => p.DealId));
        return found.ConvertAll(d => new Deal
        {
            Id = d.Id,
            Identifier = d.Identifier,
            CityId = d.CityId,
            State = d.State,
            Ended = d.Ended,
            ChangedAt = d.ChangedAt,
            Agreed = d.Agreed,
            Start = d.Start,
            Slug = "",
            Title = Unread,
            Summary = Unread,
            Instrument = default,
            Relation = default,
            Standing = default,
            Delivery = default,
            LegalNature = default,
            OpenToJoin = default,
            Commitments =
            [
                .. promised[d.Id]
                    .Select(c => new Commitment
                    {
                        DealId = c.DealId,
                        Key = c.Key,
                        Order = c.Order,
                        By = c.By,
                        Quantity = c.Quantity,
                        Direction = c.Direction,
                        Baseline = c.Baseline,
                        Target = c.Target,
                        Action = Unread,
                    }),
            ],
            Parties = [.. taking[d.Id]],
        });
    }

    /// <summary>By which indicators their promises are counted now.</summary>
    /// <remarks>1 statement.</remarks>
    public static async Task<List<PromiseIndicator>> ChosenAsync(
        AppDb db,
        List<long> deals,
        IReadOnlyDictionary<string, Indicator> indicators,
        CancellationToken cancel
    ) =>
        [
            .. (await db.PromiseIndicators.AsNoTracking().Where(c => deals.Contains(c.DealId)).ToListAsync(cancel))
                .GroupBy(c => (c.DealId, c.Commitment))
                .Select(g => g.MaxBy(c => c.Version)!.Described(indicators)),
        ];
}
