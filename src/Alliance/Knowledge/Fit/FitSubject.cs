using Alliance.Deals;
using Alliance.Knowledge.Replications;
using Alliance.Knowledge.Told;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Fit;

/// <summary>What may fit a city: a practice or a deal, by its identifier.</summary>
public sealed record FitName(OriginKind Kind, string Identifier)
{
    /// <summary>As it is stored: <c>practice:warm-halls</c>.</summary>
    public override string ToString() => $"{Code.Of(Kind)}:{Identifier}";

    /// <summary>The address of the page, below the language.</summary>
    public string Path => $"workspace/fit/{Code.Of(Kind)}/{Identifier}";

    /// <summary>Null for what is no such name.</summary>
    public static FitName? Of(string kind, string identifier) =>
        Code.TryParse<OriginKind>(kind, out var one) && DealFacet.IsIdentifier(identifier)
            ? new FitName(one, identifier)
            : null;

    /// <summary>Reads what is stored.</summary>
    public static FitName? Parse(string text) =>
        text.Split(':') is [var kind, var identifier] ? Of(kind, identifier) : null;
}

/// <summary>A practice or deal, with what is asked about it and who did it.</summary>
/// <param name="Path">Its own page, below the language.</param>
/// <param name="Parts">Those that a practice is split into; a deal has none.</param>
/// <param name="DoneBy">The cities that did it, each once.</param>
/// <param name="Shown">What is shown of its results; null where none is.</param>
/// <param name="Held">How many say that it holds, and how many that it does not.</param>
/// <param name="ChangedAt">When its own text last changed.</param>
public sealed record FitSubject(
    FitName Name,
    LocalText Title,
    string Path,
    IReadOnlyList<PracticeComponent> Parts,
    IReadOnlyList<CityThatDidIt> DoneBy,
    ShownResults Shown,
    (int Yes, int No) Held,
    DateTime ChangedAt
)
{
    /// <returns>Null where there is none, where it is not public, or where it is a failure: nobody asks whether that fits.</returns>
    /// <remarks>2 or 3 queries for a practice, 4 for a deal.</remarks>
    public static Task<FitSubject?> FindAsync(AppDb db, FitName name, CancellationToken cancel = default) =>
        name.Kind == OriginKind.Practice ? PracticeAsync(db, name, cancel) : DealAsync(db, name, cancel);

    private static async Task<FitSubject?> PracticeAsync(AppDb db, FitName name, CancellationToken cancel)
    {
        var practice = await db
            .Practices.AsNoTracking()
            .Include(p => p.City)
            .Include(p => p.Reviews)
            .SingleOrDefaultAsync(
                p =>
                    p.Identifier == name.Identifier
                    && p.Standing == PracticeStanding.Published
                    && p.Kind != PracticeKind.Failure,
                cancel
            );
        if (practice is null)
            return null;
        var (done, states) = await CitiesThatDidIt.OfPracticeAsync(db, practice, cancel);
        return new FitSubject(
            name,
            practice.Title,
            "practices/" + name.Identifier,
            practice.Told.Components ?? [],
            done,
            ShownResults.Of(practice.Told.Results ?? []),
            (
                practice.Reviews.Count(r => r.IsTrue == Reviews.ReviewAnswer.Yes) + states.Count(Holds),
                practice.Reviews.Count(r => r.IsTrue == Reviews.ReviewAnswer.No) + states.Count(Failed)
            ),
            practice.ChangedAt
        );
    }

    private static async Task<FitSubject?> DealAsync(AppDb db, FitName name, CancellationToken cancel)
    {
        var deal = await db
            .Deals.AsNoTracking()
            .Include(d => d.City)
            .SingleOrDefaultAsync(d => d.Identifier == name.Identifier, cancel);
        if (deal is null)
            return null;
        var trust = await db
            .Measurements.Where(m => m.DealId == deal.Id && m.Value != null)
            .Select(m => m.Trust)
            .Distinct()
            .ToListAsync(cancel);
        return new FitSubject(
            name,
            deal.Title,
            "deals/" + deal.Slug,
            [],
            await CitiesThatDidIt.OfDealAsync(db, deal, cancel),
            new ShownResults(trust.Count > 0, trust.Count > 0 ? trust.Max() : null),
            (Holds(deal.State) ? 1 : 0, Failed(deal.State) ? 1 : 0),
            deal.ChangedAt
        );
    }

    private static bool Holds(DealState? state) =>
        state is DealState.InForce or DealState.Completed or DealState.Renewed;

    private static bool Failed(DealState? state) => state is DealState.EndedEarly;
}
