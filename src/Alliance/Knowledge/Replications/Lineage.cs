using Alliance.Deals;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Replications;

/// <summary>
/// Where a deal or practice came from and what came of it in other cities, as far as everybody may read it. Here the first origin is looked for;
/// <see cref="LineageBranches"/> lets the tree grow from there.
/// </summary>
public static class Lineage
{
    // Nobody draws more.
    internal const int MostLevels = 6;
    internal const int MostOfLevel = 100;

    /// <returns>From the first origin on; null where nothing was taken over, neither from here nor to here, and the city did not go on with it.</returns>
    /// <remarks>One query where there is none; nine at most for each level else.</remarks>
    public static async Task<LineageNode?> OfDealAsync(AppDb db, Deal deal, CancellationToken cancel = default)
    {
        var succession = Succession.MayHold(deal)
            ? await Succession.OfAsync(db, [deal.Identifier], cancel)
            : Succession.None;
        var line = succession.Whole(deal.Identifier);
        var near = FromHere(db)
            .Where(r => r.Kind == OriginKind.Deal && line.Contains(r.Origin))
            .Concat(ReplicationView.ThatBecame(db, line));
        // A deal that renews another one, or grew out of it, names it also where no other city is part of the story.
        return line.Count > 1 || await near.AnyAsync(cancel)
            ? await FromOriginAsync(db, OriginKind.Deal, deal.Identifier, cancel)
            : null;
    }

    /// <inheritdoc cref="OfDealAsync"/>
    /// <remarks>Two queries where there is none, two more where a deal that it was written of is the successor of another.</remarks>
    public static async Task<LineageNode?> OfPracticeAsync(
        AppDb db,
        string identifier,
        CancellationToken cancel = default
    )
    {
        var deals = await WrittenOfAsync(db, identifier, cancel);
        var near = FromHere(db)
            .Where(r => r.Kind == OriginKind.Practice && r.Origin == identifier)
            .Concat(ReplicationView.ThatBecame(db, deals));
        return await near.AnyAsync(cancel) ? await FromOriginAsync(db, OriginKind.Practice, identifier, cancel) : null;
    }

    /// <summary>What everybody may read of an origin that is here: another installation's identifiers are its own.</summary>
    internal static IQueryable<Replication> FromHere(AppDb db) =>
        ReplicationView.Shown(db).Where(r => r.Elsewhere == null);

    private static async Task<LineageNode?> FromOriginAsync(
        AppDb db,
        OriginKind kind,
        string identifier,
        CancellationToken cancel
    )
    {
        var seen = new HashSet<(OriginKind, string)> { (kind, identifier) };
        for (var level = 0; level < MostLevels; level++)
        {
            var line =
                kind == OriginKind.Practice
                    ? await WrittenOfAsync(db, identifier, cancel)
                    : (await Succession.OfAsync(db, [identifier], cancel)).Before(identifier);
            var before = await ThatBroughtAsync(db, line, cancel);
            if (before is { Elsewhere: { } elsewhere })
                return await LineageBranches.FromElsewhereAsync(db, before, elsewhere, cancel);
            // A practice may name a deal that came of it: then it is the first of the two.
            if (before is null || !seen.Add((before.Kind, before.Origin)))
            {
                if (kind == OriginKind.Deal)
                    identifier = line[^1];
                break;
            }
            (kind, identifier) = (before.Kind, before.Origin);
        }
        if (await RootAsync(db, kind, identifier, cancel) is not { } root)
            return null;
        await new LineageBranches(db).GrowAsync([root], MostLevels, cancel);
        return root;
    }

    // By which the nearest of these deals came here.
    private static async Task<Replication?> ThatBroughtAsync(AppDb db, List<string> line, CancellationToken cancel) =>
        line.Count == 0
            ? null
            : (await ReplicationView.Of(db, ReplicationView.ThatBecame(db, line)).ToListAsync(cancel))
                .Where(v => v.Deal is not null)
                .OrderBy(v => line.IndexOf(v.Deal!.Identifier))
                .ThenBy(v => v.Replication.Id)
                .FirstOrDefault()
                ?.Replication;

    // The deals that a practice was written of, each with those that it follows on.
    private static async Task<List<string>> WrittenOfAsync(AppDb db, string practice, CancellationToken cancel)
    {
        var deals = await (
            from l in db.PracticeLinks
            where l.Kind == LinkKind.Deal && l.Practice!.Identifier == practice
            join d in db.Deals on l.Value equals d.Identifier
            orderby d.Identifier
            select new { d.Identifier, MayFollow = d.Renews != null || d.Origin != null }
        ).ToListAsync(cancel);
        var succession = deals.Exists(d => d.MayFollow)
            ? await Succession.OfAsync(db, deals.ConvertAll(d => d.Identifier), cancel)
            : Succession.None;
        return [.. deals.SelectMany(d => succession.Before(d.Identifier)).Distinct()];
    }

    private static async Task<LineageNode?> RootAsync(
        AppDb db,
        OriginKind kind,
        string identifier,
        CancellationToken cancel
    )
    {
        if (kind == OriginKind.Practice)
        {
            var practice = await db
                .Practices.Where(p => p.Identifier == identifier && p.Standing == PracticeStanding.Published)
                .Select(p => new { p.Title, City = p.City == null ? null : p.City.Name })
                .SingleOrDefaultAsync(cancel);
            if (practice is not null)
                return new LineageNode(
                    kind,
                    identifier,
                    practice.Title,
                    "practices/" + identifier,
                    practice.City,
                    null
                );
        }
        else
        {
            var deal = await db
                .Deals.Where(d => d.Identifier == identifier)
                .Select(d => new
                {
                    d.Title,
                    d.Slug,
                    City = d.City!.Name,
                })
                .SingleOrDefaultAsync(cancel);
            if (deal is not null)
                return new LineageNode(kind, identifier, deal.Title, "deals/" + deal.Slug, deal.City, null);
        }
        // What was taken over may be withdrawn by now: those who did so still say from where.
        var told = await FromHere(db)
            .Where(r => r.Kind == kind && r.Origin == identifier)
            .OrderBy(r => r.Id)
            .Select(r => new { r.Title, City = r.OriginCity == null ? null : r.OriginCity.Name })
            .FirstOrDefaultAsync(cancel);
        return told is null ? null : new LineageNode(kind, identifier, told.Title, null, told.City, null);
    }
}
