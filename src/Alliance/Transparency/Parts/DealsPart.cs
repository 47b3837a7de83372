using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

internal sealed class DealsPart() : PackagePart<DealDocument>("deals")
{
    private const int ExportBatch = 500;

    protected override void Check(DealDocument document, PackageContext context, Tell tell)
    {
        if (!context.Slugs.TryAdd(document.Slug, document.Id) && context.Slugs[document.Slug] != document.Id)
            tell("slug", "duplicate-slug", document.Slug, context.Slugs[document.Slug]);
        context.Promises(document.Id, (document.Commitments ?? []).Select(c => c.Key));
        context.PackageConcluded[document.Id] = document.State is not null;
        DealRules.Check(document, (field, code, found, expected) => tell(field, code, found, expected));
    }

    protected override void CheckChange(DealDocument? before, DealDocument after, PackageContext context, Tell tell)
    {
        if (before is null)
            foreach (var (field, id) in ((string, string)[])[("id", after.Id), ("slug", after.Slug)])
                if (context.Reserved["deal"].Contains(id))
                    tell(field, "reserved", id);
        if (before?.Standing == Standing.ConcludedHere)
            // What its parties have signed changes by a version that they have signed: the package has to bring it.
            context.Expect(
                () => context.PackageVersions.GetValueOrDefault(after.Id).Hash == HashOf(after),
                () => tell("", "concluded-here", after.Id)
            );
        if (context.By is not { } by)
            return;
        if (!by.Cities.Contains(after.City) || (before is not null && !by.Cities.Contains(before.City)))
            tell("city", "not-your-city", after.City, string.Join(", ", by.Cities.Order()));
        // A city speaks for itself. Its parties confirm by their own answer, and what is concluded here is signed here.
        if (after.Standing > Standing.ConfirmedByCity && after.Standing != before?.Standing)
            tell("standing", "standing-not-yours", Code.Of(after.Standing));
    }

    protected override string NameOf(DealDocument document) => document.Title.In(Language.English).Text;

    // A package that brings the deal's versions brings this state as the last of them.
    private static string HashOf(DealDocument document) =>
        VersionDocument.HashOf(
            VersionDocument.ContentOf(document.Standing == Standing.ConcludedHere ? document.AsSigned() : document)
        );

    protected override DealDocument Canonical(DealDocument document, PackageContext context) =>
        document with
        {
            Areas = document
                .Areas?.OrderBy(a => context.AreaOrder.GetValueOrDefault(a, int.MaxValue))
                .ToList()
                .OrNone(),
            Articles = document.Articles?.OrNone(),
            Commitments = document
                .Commitments?.Select(c => c with { With = c.With?.OrNone(), Sources = c.Sources?.OrNone() })
                .ToList()
                .OrNone(),
            Indicators = document.Indicators?.Select(i => i with { Sources = i.Sources?.OrNone() }).ToList().OrNone(),
            Sources = document.Sources?.OrNone(),
        };

    protected override string TagOf(DealDocument document) => $"deal:{document.Id}";

    public override async Task<List<DealDocument>> StoredAsync(AppDb db, List<string> ids) =>
        [
            .. (await DealDocuments.Whole(db.Deals.Where(d => ids.Contains(d.Identifier))).ToListAsync()).Select(
                DealDocument.Of
            ),
        ];

    protected override async Task StoreAsync(AppDb db, List<DealDocument> documents, PackageContext context)
    {
        var ids = documents.Select(d => d.Id).ToList();
        var stored = await db
            .Deals.Include(d => d.Areas)
            .Include(d => d.Parties)
            .Include(d => d.Commitments)
            .Include(d => d.Indicators)
            .AsSplitQuery()
            .Where(d => ids.Contains(d.Identifier))
            .ToDictionaryAsync(d => d.Identifier);
        var latest = await db
            .DealVersions.Where(v => ids.Contains(v.Deal!.Identifier))
            .Where(v => v.Number == db.DealVersions.Where(o => o.DealId == v.DealId).Max(o => o.Number))
            .Select(v => new
            {
                v.Deal!.Identifier,
                v.Number,
                v.Hash,
            })
            .ToDictionaryAsync(v => v.Identifier, v => (v.Number, v.Hash));
        foreach (var document in documents)
        {
            var deal = document.Apply(stored.GetValueOrDefault(document.Id), context.References, context.Now);
            db.Track(deal);
            // What came in concluded, without the versions that its parties signed, was recorded whole: then so is its last version.
            if (
                context.PackageVersions.TryGetValue(document.Id, out var version)
                && (
                    version.Hash == HashOf(document)
                    || version.Hash == VersionDocument.HashOf(VersionDocument.ContentOf(document))
                )
            )
                continue;
            var last = latest.GetValueOrDefault(document.Id);
            // Only what is no part of a version came, such as a translation.
            if (
                last.Number > 0
                && last.Number >= version.Number
                && last.Hash == VersionDocument.HashOf(VersionDocument.ContentOf(document))
            )
                continue;
            var number = Math.Max(last.Number, version.Number) + 1;
            deal.Versions.Add(
                VersionDocument.Row(deal.Id, number, VersionKind.Recorded, context.Now, document, context.References)
            );
        }
    }

    protected override async IAsyncEnumerable<DealDocument> AllAsync(AppDb db)
    {
        var after = "";
        while (true)
        {
            // Ordinal on both databases: the column's collation is binary.
            var batch = await DealDocuments
                .Whole(
                    db.Deals.Where(d => d.Identifier.CompareTo(after) > 0).OrderBy(d => d.Identifier).Take(ExportBatch)
                )
                .ToListAsync();
            foreach (var deal in batch)
                yield return DealDocument.Of(deal);
            if (batch.Count < ExportBatch)
                yield break;
            after = batch[^1].Identifier;
        }
    }
}
