using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Knowledge.Publications;
using Alliance.Monitoring.Obstacles;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Sprints;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Alliance.Transparency;

/// <summary>What an import knows while it reads: everything that may be referred to, stored before or read so far.</summary>
internal sealed class PackageContext
{
    private readonly Dictionary<string, HashSet<string>> known = PackageSchemas.Names.ToDictionary(
        n => n,
        _ => new HashSet<string>()
    );
    private readonly Dictionary<string, HashSet<string>> read = PackageSchemas.Names.ToDictionary(
        n => n,
        _ => new HashSet<string>()
    );
    private readonly Dictionary<string, long> sprints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> publications = new(StringComparer.Ordinal);
    private readonly List<(Func<bool> IsMet, Action Tell)> deferred = [];

    /// <summary>Slug → the deal that has it.</summary>
    public Dictionary<string, string> Slugs { get; private set; } = [];

    /// <summary>Deal → its highest version in the package, so that storing the deal does not record it once more.</summary>
    public Dictionary<string, (int Number, string Hash)> PackageVersions { get; } = [];

    /// <summary>Deal → the keys of its promises, as the package says of it and of its versions.</summary>
    public Dictionary<string, HashSet<string>> PackagePromises { get; } = [];

    /// <summary>Deal → whether the package says that it was concluded here.</summary>
    public Dictionary<string, bool> PackageConcluded { get; } = [];

    public void Promises(string deal, IEnumerable<string> keys)
    {
        if (!PackagePromises.TryGetValue(deal, out var known))
            PackagePromises[deal] = known = [];
        known.UnionWith(keys);
    }

    /// <summary>What stands in the way of promises, as the package's reports say.</summary>
    public HashSet<ObstacleName> Obstacles { get; } = [];

    /// <summary>As stored before, and then as the package's own documents are stored.</summary>
    public References References { get; private set; } = new();

    /// <summary>Where what was prepared goes; null means the database itself.</summary>
    public Staging? Staging { get; set; }
    public required DateTime Now { get; init; }

    /// <summary>
    /// Identifiers by kind that texts use which are being signed here: whoever took one meanwhile would become what those texts
    /// mean.
    /// </summary>
    public ILookup<string, string> Reserved { get; private set; } = Array.Empty<string>().ToLookup(r => r);

    public static async Task<ILookup<string, string>> ReservedAsync(AppDb db) =>
        (await db.ReservedIdentifiers.Select(r => new { r.Kind, r.Identifier }).ToListAsync()).ToLookup(
            r => r.Kind,
            r => r.Identifier,
            StringComparer.Ordinal
        );

    /// <summary>Null is the operator, who may store everything.</summary>
    public LoadedBy? By { get; init; }

    public bool Knows(string collection, string id) => known[collection].Contains(id);

    /// <summary>False when the package has this identifier twice.</summary>
    public bool Read(string collection, string id)
    {
        known[collection].Add(id);
        return read[collection].Add(id);
    }

    /// <summary>Looked at when everything is read: what refers to something that comes later, or in another file.</summary>
    public void Expect(Func<bool> isMet, Action otherwise) => deferred.Add((isMet, otherwise));

    /// <summary>Policy area → its place among them: as stored, then as the package says.</summary>
    public Dictionary<string, int> AreaOrder { get; private set; } = [];

    /// <summary>Organisation → what it is merged into: as stored, then as the package says.</summary>
    public Dictionary<string, string?> Merges { get; private set; } = [];

    /// <summary>What only the whole package can tell: what was expected of it, and merges that would form a chain.</summary>
    public void TellUnmet(Action<Problem> report)
    {
        foreach (var (_, tell) in deferred.Where(d => !d.IsMet()))
            tell();
        foreach (var (from, into) in Merges)
            if (into is not null && Merges.GetValueOrDefault(into) is { } further)
                report(new Problem("organisations.jsonl", 0, $"{from}.mergedInto", "merge-chain", into, further));
    }

    /// <summary>The same as it was stored before.</summary>
    public IReadOnlyDictionary<string, string?> MergesBefore { get; private set; } = new Dictionary<string, string?>();

    public async Task LoadAsync(AppDb db)
    {
        known["collections"] = await db.Collections.Select(c => c.Identifier).ToHashSetAsync();
        known["policy-areas"] = await db.PolicyAreas.Select(a => a.Identifier).ToHashSetAsync();
        AreaOrder = await db.PolicyAreas.ToDictionaryAsync(a => a.Identifier, a => a.Order);
        known["cities"] = await db.Cities.Select(c => c.Identifier).ToHashSetAsync();
        known["organisations"] = await db.Organisations.Select(o => o.Identifier).ToHashSetAsync();
        known["projects"] = await db.Projects.Select(p => p.Identifier).ToHashSetAsync();
        known["indicators"] = await db.Indicators.Select(i => i.Identifier).ToHashSetAsync();
        // What its hosts still plan nobody else can name.
        known["sprints"] = await SprintRights.Shown(db.Sprints).Select(s => s.Identifier).ToHashSetAsync();
        var deals = await db.Deals.Select(d => new { d.Identifier, d.Slug }).ToListAsync();
        known["deals"] = [.. deals.Select(d => d.Identifier)];
        Merges = await db
            .Organisations.Where(o => o.MergedIntoId != null)
            .Select(o => new { o.Identifier, Into = o.MergedInto!.Identifier })
            .ToDictionaryAsync(o => o.Identifier, o => (string?)o.Into);
        MergesBefore = new Dictionary<string, string?>(Merges);
        Reserved = await ReservedAsync(db);
        Slugs = deals.ToDictionary(d => d.Slug, d => d.Identifier);
    }

    public async Task LoadReferencesAsync(AppDb db)
    {
        References = new References
        {
            Cities = await db.Cities.ToDictionaryAsync(c => c.Identifier, c => c.Id),
            Areas = await db.PolicyAreas.ToDictionaryAsync(a => a.Identifier, a => (a.Id, a.Order)),
            Organisations = await db.Organisations.ToDictionaryAsync(o => o.Identifier, o => o.Id),
        };
    }

    /// <summary>What was said is dated: nothing can have been recorded yet that is still to come.</summary>
    public void CheckRecorded(string id, DateTime recordedAt, Parts.Tell tell)
    {
        if (recordedAt > Now)
            tell("recordedAt", "recorded-later", id, $"{Now:yyyy-MM-ddTHH:mm:ssZ}");
    }

    /// <summary>The keys of these deals, stored before or with this package.</summary>
    public Task<IReadOnlyDictionary<string, long>> DealsAsync(AppDb db, IEnumerable<string> identifiers) =>
        KeysAsync(
            References.Deals,
            identifiers,
            missing =>
                db.Deals.Where(d => missing.Contains(d.Identifier))
                    .Select(d => new { d.Identifier, d.Id })
                    .ToDictionaryAsync(d => d.Identifier, d => d.Id)
        );

    /// <summary>The keys of these sprints, stored before or with this package.</summary>
    public Task<IReadOnlyDictionary<string, long>> SprintsAsync(AppDb db, IEnumerable<string> identifiers) =>
        KeysAsync(
            sprints,
            identifiers,
            missing =>
                db.Sprints.Where(s => missing.Contains(s.Identifier))
                    .Select(s => new { s.Identifier, s.Id })
                    .ToDictionaryAsync(s => s.Identifier, s => s.Id)
        );

    /// <summary>The keys of those of these publications that are there, stored before or with this package.</summary>
    public Task<IReadOnlyDictionary<string, long>> PublicationsAsync(AppDb db, IEnumerable<string> identifiers) =>
        KeysAsync(
            publications,
            identifiers,
            missing =>
                db.Publications.Where(p => missing.Contains(p.Identifier))
                    .Select(p => new { p.Identifier, p.Id })
                    .ToDictionaryAsync(p => p.Identifier, p => p.Id)
        );

    private static async Task<IReadOnlyDictionary<string, long>> KeysAsync(
        Dictionary<string, long> known,
        IEnumerable<string> identifiers,
        Func<List<string>, Task<Dictionary<string, long>>> find
    )
    {
        var missing = identifiers.Where(i => !known.ContainsKey(i)).Distinct().ToList();
        if (missing.Count > 0)
            foreach (var (identifier, id) in await find(missing))
                known[identifier] = id;
        return known;
    }

    /// <summary>Keeps what the context tracks, and remembers the identifiers that new rows were given.</summary>
    public async Task SaveAsync(AppDb db)
    {
        await WriteAsync(db);
        // Just compared; another look at every long text would find nothing.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var entry in db.ChangeTracker.Entries())
            Remember(entry);
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        db.ChangeTracker.Clear();
    }

    /// <summary>Keeps what the context tracks: no rows that others may name.</summary>
    public async Task SaveQuietlyAsync(AppDb db)
    {
        await WriteAsync(db);
        db.ChangeTracker.Clear();
    }

    private Task WriteAsync(AppDb db) => Staging is null ? db.SaveChangesAsync() : Staging.TakeAsync();

    // A row that is only staged has its identifier in the context alone, not in the entity.
    private void Remember(EntityEntry entry)
    {
        long Id() => (long)entry.Property("Id").CurrentValue!;
        switch (entry.Entity)
        {
            case City city:
                References.Cities[city.Identifier] = Id();
                break;
            case PolicyArea area:
                References.Areas[area.Identifier] = (Id(), area.Order);
                break;
            case Organisation organisation:
                References.Organisations[organisation.Identifier] = Id();
                break;
            case Sprint sprint:
                sprints[sprint.Identifier] = Id();
                break;
            case Publication publication:
                publications[publication.Identifier] = Id();
                break;
            case Deal deal:
                References.Deals[deal.Identifier] = Id();
                break;
        }
    }
}
