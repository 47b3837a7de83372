using Alliance.Knowledge.Documents;
using Alliance.Knowledge.Replications;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

/// <summary>What cities took over from each other, as far as everybody may read it.</summary>
internal sealed class ReplicationsPart() : PackagePart<ReplicationDocument>("replications")
{
    protected override void Check(ReplicationDocument document, PackageContext context, Tell tell)
    {
        var id = ReplicationDocument.IdOf(document.City, document.Key);
        if (document.Id != id)
            tell("id", "wrong-form", document.Id, id);
        foreach (var twice in (document.Parts ?? []).CountBy(p => p.Key).Where(c => c.Value > 1))
            tell("parts", "duplicate-key", twice.Key);
        // What was given up has a reason, and what has a result was done.
        if (document.Ended is null != document.EndReason is null || document is { Ended: not null, Reported: not null })
            tell("ended", "replication-contradicts", document.Id);
        if (
            document.Reported is null != document.Outcome is null
            || document.Reported is null != document.Result is null
        )
            tell("reported", "replication-contradicts", document.Id);
        if (document.OriginCity == document.City)
            tell("originCity", "replication-contradicts", document.Id);
    }

    protected override string NameOf(ReplicationDocument document) => $"{document.Title}";

    protected override string TagOf(ReplicationDocument document) => $"replication:{document.Id}";

    public override async Task<List<ReplicationDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        var cities = ids.Select(id => id.Split('.')[0]).Distinct().ToList();
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (
                await ReplicationView
                    .Of(db, ReplicationView.Shown(db).Where(r => cities.Contains(r.City!.Identifier)))
                    .ToListAsync()
            )
                .Select(ReplicationDocument.Of)
                .Where(d => wanted.Contains(d.Id)),
        ];
    }

    protected override async Task StoreAsync(AppDb db, List<ReplicationDocument> documents, PackageContext context)
    {
        var cities = documents.Select(d => context.References.Cities[d.City]).Distinct().ToList();
        var stored = await db
            .Replications.Where(r => cities.Contains(r.CityId))
            .ToDictionaryAsync(r => (r.CityId, r.Key));
        foreach (var document in documents)
        {
            var city = context.References.Cities[document.City];
            long? origin = document.OriginCity is { } from ? context.References.Cities[from] : null;
            db.Track(document.Apply(stored.GetValueOrDefault((city, document.Key)), city, origin));
        }
    }

    protected override IAsyncEnumerable<ReplicationDocument> AllAsync(AppDb db) =>
        ByOwnerAsync(
            ReplicationView.Of(db, ReplicationView.Shown(db).OrderBy(r => r.City!.Identifier).ThenBy(r => r.Number)),
            ReplicationDocument.Of,
            replication => replication.City
        );
}
