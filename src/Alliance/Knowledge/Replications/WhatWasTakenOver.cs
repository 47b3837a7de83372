using Alliance.Deals;
using Alliance.Knowledge.Parts;
using Alliance.Platform.Data;
using Microsoft.AspNetCore.Components;

namespace Alliance.Knowledge.Replications;

/// <summary>What a deal's page and a practice's page say of the way it took: from where, to whom, and how to go on with it.</summary>
internal static class WhatWasTakenOver
{
    public static FindWhatDealServes OfDeal(AppDb db) =>
        async (deal, cancel) =>
            Show(
                OriginKind.Deal,
                deal.Identifier,
                InEnglish.Has(deal.SummaryTold),
                await Lineage.LoadAsync(db, OriginKind.Deal, deal.Identifier, cancel)
            );

    public static FindWhatPracticeIsPartOf OfPractice(AppDb db) =>
        async (practice, cancel) =>
            Show(
                OriginKind.Practice,
                practice.Identifier!,
                InEnglish.Has(practice.Text),
                await Lineage.LoadAsync(db, OriginKind.Practice, practice.Identifier!, cancel)
            );

    private static RenderFragment Show(OriginKind kind, string identifier, bool offered, LineageNode? root) =>
        b =>
        {
            b.OpenComponent<TakenOver>(0);
            b.AddComponentParameter(1, nameof(TakenOver.Kind), kind);
            b.AddComponentParameter(2, nameof(TakenOver.Identifier), identifier);
            b.AddComponentParameter(3, nameof(TakenOver.Offered), offered);
            b.AddComponentParameter(4, nameof(TakenOver.Root), root);
            b.CloseComponent();
        };
}
