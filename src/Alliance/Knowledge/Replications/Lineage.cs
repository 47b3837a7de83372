using Alliance.Deals;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Replications;

/// <summary>A deal or practice on the way from city to city.</summary>
/// <param name="Address">Of its page, below the language; null where it is not here, or not in the register yet.</param>
/// <param name="City">Where it is; null for the network.</param>
/// <param name="Way">How it came there; null for the first one.</param>
public sealed record LineageNode(
    OriginKind Kind,
    string? Identifier,
    LocalText Title,
    string? Address,
    LocalText? City,
    ReplicationView? Way
)
{
    /// <summary>Of its page at another installation.</summary>
    public string? Url { get; init; }

    public List<LineageNode> To { get; } = [];

    /// <summary>This one and all that came of it, each with how far it is from the first.</summary>
    public IEnumerable<(LineageNode Node, int Depth)> All(int depth = 0) =>
        To.SelectMany(t => t.All(depth + 1)).Prepend((this, depth));
}

/// <summary>Where a deal or practice came from and what came of it in other cities, as far as everybody may read it.</summary>
public static class Lineage
{
    // Nobody draws more, and a circle cannot come to be: every deal is younger than its origin.
    private const int MostLevels = 6;
    private const int MostOfLevel = 100;

    /// <returns>From the first origin on; null where nothing was taken over, neither from here nor to here.</returns>
    /// <remarks>One query where there is none; two for each level else.</remarks>
    public static async Task<LineageNode?> LoadAsync(
        AppDb db,
        OriginKind kind,
        string identifier,
        CancellationToken cancel = default
    )
    {
        var (top, steps) = ((kind, identifier), 0);
        if (!await Near(db, kind, identifier).AnyAsync(cancel))
            return null;
        while (top.kind == OriginKind.Deal && steps++ < MostLevels)
        {
            var before = await ReplicationView
                .ThatBecame(db, top.identifier)
                .Select(r => new
                {
                    r.Kind,
                    r.Origin,
                    r.Elsewhere,
                    r.Title,
                })
                .FirstOrDefaultAsync(cancel);
            if (before is null)
                break;
            if (before.Elsewhere is { } elsewhere)
                return await FromElsewhereAsync(db, before.Kind, before.Origin, before.Title, elsewhere, cancel);
            top = (before.Kind, before.Origin);
        }
        var root = await RootAsync(db, top.kind, top.identifier, cancel);
        if (root is null)
            return null;
        var level = new List<LineageNode> { root };
        for (var depth = 0; depth < MostLevels && level.Count > 0; depth++)
            level = await NextAsync(db, level, cancel);
        return root;
    }

    // What another installation has, and all that was made of it here.
    private static async Task<LineageNode> FromElsewhereAsync(
        AppDb db,
        OriginKind kind,
        string identifier,
        LocalText title,
        OriginElsewhere elsewhere,
        CancellationToken cancel
    )
    {
        var root = new LineageNode(kind, null, title, null, elsewhere.City, null) { Url = elsewhere.Page };
        var ways = await ReplicationView
            .Of(
                db,
                ReplicationView
                    .Shown(db)
                    .Where(r => r.Kind == kind && r.Origin == identifier && r.Elsewhere != null)
                    .OrderBy(r => r.Id)
                    .Take(MostOfLevel)
            )
            .ToListAsync(cancel);
        root.To.AddRange(
            ways.Where(w => w.Replication.Elsewhere!.Site == elsewhere.Site).OrderBy(w => w.Replication.Id).Select(Node)
        );
        var level = root.To.ToList();
        for (var depth = 1; depth < MostLevels && level.Count > 0; depth++)
            level = await NextAsync(db, level, cancel);
        return root;
    }

    private static LineageNode Node(ReplicationView way) =>
        new(
            OriginKind.Deal,
            way.Deal?.Identifier,
            way.Replication.Title,
            way.Deal is { } deal ? "deals/" + deal.Slug : null,
            way.Replication.City!.Name,
            way
        );

    /// <summary>What everybody may read of an origin that is here: another installation's identifiers are its own.</summary>
    internal static IQueryable<Replication> FromHere(AppDb db) =>
        ReplicationView.Shown(db).Where(r => r.Elsewhere == null);

    /// <summary>What everybody may read that this came by, or that came of it.</summary>
    private static IQueryable<Replication> Near(AppDb db, OriginKind kind, string identifier)
    {
        var from = FromHere(db).Where(r => r.Kind == kind && r.Origin == identifier);
        return kind == OriginKind.Practice ? from : from.Concat(ReplicationView.ThatBecame(db, identifier));
    }

    private static async Task<List<LineageNode>> NextAsync(AppDb db, List<LineageNode> level, CancellationToken cancel)
    {
        var found = new List<LineageNode>();
        foreach (var kind in level.GroupBy(n => n.Kind))
        {
            var names = kind.Where(n => n.Identifier is not null).ToDictionary(n => n.Identifier!);
            var keys = names.Keys.ToList();
            var ways = await ReplicationView
                .Of(
                    db,
                    FromHere(db)
                        .Where(r => r.Kind == kind.Key && keys.Contains(r.Origin))
                        .OrderBy(r => r.Id)
                        .Take(MostOfLevel)
                )
                .ToListAsync(cancel);
            foreach (var way in ways.OrderBy(w => w.Replication.StartedAt).ThenBy(w => w.Replication.Id))
            {
                var node = Node(way);
                names[way.Replication.Origin].To.Add(node);
                found.Add(node);
            }
        }
        return found;
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
