using Alliance.Deals;
using Alliance.Monitoring.Parts;
using Alliance.Platform.Data;

namespace Alliance.Monitoring.Health;

/// <summary>How promises stand, for the deal's own page.</summary>
internal static class HealthBesidePromises
{
    /// <summary>Nine statements for a deal that was concluded here, and none for one that was collected.</summary>
    public static FindWhatCame In(AppDb db, TimeProvider time) =>
        async (deal, cancel) =>
        {
            if (deal.State is null)
                return WhatCame.Unsaid with
                {
                    Whole = b =>
                    {
                        b.OpenComponent<NobodyAsked>(0);
                        b.CloseComponent();
                    },
                };
            await foreach (
                var (_, _, promises) in HealthOfDeals.LoadAsync(
                    db,
                    db.Deals.Where(d => d.Slug == deal.Slug),
                    time.GetUtcNow(),
                    cancel
                )
            )
                return new WhatCame(null, promises.ToDictionary(p => p.Progress.Promise.Key, Of));
            return WhatCame.Unsaid;
        };

    private static CameOfPromise Of(PromiseStanding promise) =>
        new(
            b =>
            {
                b.OpenComponent<PromiseState>(0);
                b.AddComponentParameter(1, nameof(PromiseState.Standing), promise);
                b.CloseComponent();
            },
            promise.Progress.Share,
            promise.Progress.Current.Count + promise.Reports.Count > 0
        );
}
