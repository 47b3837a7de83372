using Alliance.Deals;
using Alliance.Knowledge.Fit.Parts;
using Alliance.Knowledge.Replications;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Fit;

/// <summary>What a city has said of how something fits, for a list.</summary>
/// <param name="Title">Null where it is not public any more.</param>
public sealed record KeptFit(FitName Name, LocalText? Title, DateTime ChangedAt);

/// <summary>The ways to the page of a fit.</summary>
public static class FitLinks
{
    /// <summary>For a deal's own page. It asks nothing: the same link for everybody.</summary>
    internal static FindWhatDealServes Deal { get; } =
        (deal, _) =>
            Task.FromResult<Microsoft.AspNetCore.Components.RenderFragment?>(b =>
            {
                b.OpenComponent<FitLink>(0);
                b.AddComponentParameter(1, nameof(FitLink.Name), new FitName(OriginKind.Deal, deal.Identifier));
                b.CloseComponent();
            });

    /// <summary>All that a city said, the newest first.</summary>
    /// <remarks>1 query, and 2 more where there is something.</remarks>
    public static async Task<List<KeptFit>> OfCityAsync(AppDb db, long city, CancellationToken cancel = default)
    {
        var kept = await db
            .CityFits.Where(f => f.CityId == city)
            .OrderByDescending(f => f.ChangedAt)
            .ThenBy(f => f.Id)
            .Select(f => new { f.Subject, f.ChangedAt })
            .ToListAsync(cancel);
        if (kept.Count == 0)
            return [];
        var names = kept.Select(k => (Name: FitName.Parse(k.Subject), k.ChangedAt))
            .Where(k => k.Name is not null)
            .ToList();
        List<string> Of(OriginKind kind) => [.. names.Where(n => n.Name!.Kind == kind).Select(n => n.Name!.Identifier)];
        var (practices, deals) = (Of(OriginKind.Practice), Of(OriginKind.Deal));
        var titles = (
            await db
                .Practices.Where(p => p.Standing == PracticeStanding.Published && practices.Contains(p.Identifier!))
                .Select(p => new { Identifier = p.Identifier!, p.Title })
                .ToListAsync(cancel)
        )
            .Select(p => (Name: new FitName(OriginKind.Practice, p.Identifier), p.Title))
            .Concat(
                (
                    await db
                        .Deals.Where(d => deals.Contains(d.Identifier))
                        .Select(d => new { d.Identifier, d.Title })
                        .ToListAsync(cancel)
                ).Select(d => (Name: new FitName(OriginKind.Deal, d.Identifier), d.Title))
            )
            .ToDictionary(t => t.Name, t => t.Title);
        return [.. names.Select(n => new KeptFit(n.Name!, titles.GetValueOrDefault(n.Name!), n.ChangedAt))];
    }
}
