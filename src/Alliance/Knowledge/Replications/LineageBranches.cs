using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Replications;

/// <summary>
/// What came of a deal or practice, from city to city. Each level is what the next cities took over, and what these went on with by themselves: what
/// renews a deal or grew out of it, and the practices that were written of a deal that had been taken over.
/// </summary>
internal sealed class LineageBranches(AppDb db)
{
    // Each stands once, so that no circle is walked in.
    private readonly HashSet<(OriginKind, string)> shown = [];

    /// <summary>What another installation has, and all that was made of it here.</summary>
    /// <param name="db">The register.</param>
    /// <param name="first">One of those that took it over.</param>
    /// <param name="elsewhere">Where they have it from.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<LineageNode> FromElsewhereAsync(
        AppDb db,
        Replication first,
        OriginElsewhere elsewhere,
        CancellationToken cancel
    )
    {
        var root = new LineageNode(first.Kind, null, first.Title, null, elsewhere.City, null) { Url = elsewhere.Page };
        var ways = await ReplicationView
            .Of(
                db,
                ReplicationView
                    .Shown(db)
                    .Where(r => r.Kind == first.Kind && r.Origin == first.Origin && r.Elsewhere != null)
                    .OrderBy(r => r.Id)
                    .Take(Lineage.MostOfLevel)
            )
            .ToListAsync(cancel);
        root.To.AddRange(
            ways.Where(w => w.Replication.Elsewhere!.Site == elsewhere.Site).OrderBy(w => w.Replication.Id).Select(Node)
        );
        await new LineageBranches(db).GrowAsync(root.To, Lineage.MostLevels - 1, cancel);
        return root;
    }

    /// <summary>Hangs below each of them what came of it.</summary>
    /// <remarks>5 queries at most for each level.</remarks>
    public async Task GrowAsync(List<LineageNode> first, int levels, CancellationToken cancel)
    {
        var level = first.Where(IsNew).ToList();
        for (var depth = 0; depth < levels && level.Count > 0; depth++)
        {
            level.AddRange(await FollowingAsync(level, cancel));
            level.AddRange(await WrittenAsync(level, cancel));
            level = await TakenOverAsync(level, cancel);
        }
    }

    private bool IsNew(LineageNode node) => node.Identifier is null || shown.Add((node.Kind, node.Identifier));

    // However often a city renewed it: that is no further away.
    private async Task<List<LineageNode>> FollowingAsync(List<LineageNode> level, CancellationToken cancel)
    {
        var line = level.FindAll(n => n is { Kind: OriginKind.Deal, Identifier: not null });
        var known = line.Count;
        if (known == 0)
            return [];
        var succession = await Succession.OfAsync(db, line.ConvertAll(n => n.Identifier!), cancel);
        for (var i = 0; i < line.Count && line.Count < known + Lineage.MostOfLevel; i++)
        {
            var before = line[i];
            foreach (var next in succession.After(before.Identifier!))
            {
                var node = new LineageNode(
                    OriginKind.Deal,
                    next.Identifier,
                    next.Title,
                    "deals/" + next.Slug,
                    next.City,
                    null
                )
                {
                    On = next.On,
                    IsTakenOver = before.IsTakenOver,
                };
                if (!IsNew(node))
                    continue;
                before.To.Add(node);
                line.Add(node);
            }
        }
        return [.. line.Skip(known)];
    }

    private async Task<List<LineageNode>> WrittenAsync(List<LineageNode> level, CancellationToken cancel)
    {
        var deals = level
            .Where(n => n is { Kind: OriginKind.Deal, Identifier: not null, IsTakenOver: true })
            .ToDictionary(n => n.Identifier!);
        if (deals.Count == 0)
            return [];
        var keys = deals.Keys.ToList();
        var practices = await db
            .PracticeLinks.Where(l => l.Kind == LinkKind.Deal && keys.Contains(l.Value))
            .OrderBy(l => l.Practice!.Identifier)
            .ThenBy(l => l.Value)
            .Take(Lineage.MostOfLevel)
            .Select(l => new
            {
                Deal = l.Value,
                l.Practice!.Identifier,
                l.Practice.Title,
                City = l.Practice.City == null ? null : l.Practice.City.Name,
            })
            .ToListAsync(cancel);
        var found = new List<LineageNode>();
        foreach (var practice in practices)
        {
            var node = new LineageNode(
                OriginKind.Practice,
                practice.Identifier,
                practice.Title,
                "practices/" + practice.Identifier,
                practice.City,
                null
            )
            {
                On = WayOn.Told,
            };
            if (!IsNew(node))
                continue;
            deals[practice.Deal].To.Add(node);
            found.Add(node);
        }
        return found;
    }

    private async Task<List<LineageNode>> TakenOverAsync(List<LineageNode> level, CancellationToken cancel)
    {
        var found = new List<LineageNode>();
        foreach (var kind in level.GroupBy(n => n.Kind))
        {
            var names = kind.Where(n => n.Identifier is not null).ToDictionary(n => n.Identifier!);
            var keys = names.Keys.ToList();
            var ways = await ReplicationView
                .Of(
                    db,
                    Lineage
                        .FromHere(db)
                        .Where(r => r.Kind == kind.Key && keys.Contains(r.Origin))
                        .OrderBy(r => r.Id)
                        .Take(Lineage.MostOfLevel)
                )
                .ToListAsync(cancel);
            foreach (var way in ways.OrderBy(w => w.Replication.StartedAt).ThenBy(w => w.Replication.Id))
            {
                var node = Node(way);
                names[way.Replication.Origin].To.Add(node);
                if (IsNew(node))
                    found.Add(node);
            }
        }
        return found;
    }

    private static LineageNode Node(ReplicationView way) =>
        new(
            OriginKind.Deal,
            way.Deal?.Identifier,
            way.Replication.Title,
            way.Deal is { } deal ? "deals/" + deal.Slug : null,
            way.Replication.City!.Name,
            way
        )
        {
            IsTakenOver = true,
        };
}
