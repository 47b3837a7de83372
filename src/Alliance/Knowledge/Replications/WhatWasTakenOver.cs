using Alliance.Deals;
using Alliance.Knowledge.Parts;
using Alliance.Platform.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Replications;

/// <summary>What a deal's page and a practice's page say of the way it took: from where, to whom, and how to go on with it.</summary>
internal static class WhatWasTakenOver
{
    public static FindWhatDealServes OfDeal(AppDb db) =>
        async (deal, cancel) =>
        {
            var root = await Lineage.OfDealAsync(db, deal, cancel);
            return Show(
                OriginKind.Deal,
                deal.Identifier,
                InEnglish.Has(deal.SummaryTold),
                root,
                await UntoldAsync(db, deal, root, cancel)
            );
        };

    public static FindWhatPracticeIsPartOf OfPractice(AppDb db) =>
        async (practice, cancel) =>
            Show(
                OriginKind.Practice,
                practice.Identifier!,
                InEnglish.Has(practice.Text),
                await Lineage.OfPracticeAsync(db, practice.Identifier!, cancel),
                null
            );

    // The practice that a deal names as its origin, where the tree does not: a file may bring the deal alone.
    private static async Task<NamedPractice?> UntoldAsync(
        AppDb db,
        Deal deal,
        LineageNode? root,
        CancellationToken cancel
    ) =>
        deal.Origin?.Practice is { } origin
        && root?.All().Any(n => n.Node.Kind == OriginKind.Practice && n.Node.Identifier == origin) != true
            ? await db
                .Practices.Where(p => p.Identifier == origin && p.Standing == PracticeStanding.Published)
                .Select(p => new NamedPractice(p.Identifier!, p.Kind, p.Title))
                .SingleOrDefaultAsync(cancel)
            : null;

    private static RenderFragment Show(
        OriginKind kind,
        string identifier,
        bool offered,
        LineageNode? root,
        NamedPractice? origin
    ) =>
        b =>
        {
            b.OpenComponent<TakenOver>(0);
            b.AddComponentParameter(1, nameof(TakenOver.Kind), kind);
            b.AddComponentParameter(2, nameof(TakenOver.Identifier), identifier);
            b.AddComponentParameter(3, nameof(TakenOver.Offered), offered);
            b.AddComponentParameter(4, nameof(TakenOver.Root), root);
            b.AddComponentParameter(5, nameof(TakenOver.Practice), origin);
            b.CloseComponent();
        };
}
