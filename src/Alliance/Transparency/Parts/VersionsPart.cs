using System.Text.Json;
using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Deals.Signing;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

internal sealed class VersionsPart() : PackagePart<VersionDocument>("versions")
{
    protected override void Check(VersionDocument document, PackageContext context, Tell tell)
    {
        if (document.Id != VersionDocument.IdOf(document.Deal, document.Number))
            tell("id", "wrong-form", document.Id, VersionDocument.IdOf(document.Deal, document.Number));
        if (document.Content.Id != document.Deal)
            tell("content.id", "wrong-form", document.Content.Id, document.Deal);
        var hash = VersionDocument.HashOf(VersionDocument.ContentOf(document.Content));
        if (hash != document.Hash)
            tell("hash", "hash-differs", document.Hash, hash);
        context.Promises(document.Deal, (document.Content.Commitments ?? []).Select(c => c.Key));
        if (context.PackageVersions.GetValueOrDefault(document.Deal).Number < document.Number)
            context.PackageVersions[document.Deal] = (document.Number, document.Hash);
    }

    protected override string TagOf(VersionDocument document) => $"deal:{document.Deal}";

    public override async Task<List<VersionDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        var deals = ids.Select(DealOf).Distinct().ToList();
        var rows = await Rows(db.DealVersions.Where(v => deals.Contains(v.Deal!.Identifier))).ToListAsync();
        var wanted = ids.ToHashSet();
        return [.. rows.Select(r => r.Document()).Where(d => wanted.Contains(d.Id))];
    }

    /// <summary>Versions are immutable: a stored one is never overwritten, whatever a file says.</summary>
    protected override async Task StoreAsync(AppDb db, List<VersionDocument> documents, PackageContext context)
    {
        var ids = context.References.Deals;
        var names = documents.Select(d => d.Deal).Where(d => !ids.ContainsKey(d)).Distinct().ToList();
        var deals = await db
            .Deals.Where(d => names.Contains(d.Identifier))
            .ToDictionaryAsync(d => d.Identifier, d => d.Id);
        foreach (var d in documents)
        {
            var version = VersionDocument.Row(
                ids.TryGetValue(d.Deal, out var id) ? id : deals[d.Deal],
                d.Number,
                d.Kind,
                d.RecordedAt,
                d.Content,
                context.References,
                d.Agreed
            );
            version.Signatures.AddRange(
                (d.Signatures ?? []).Select(s => new Signature
                {
                    Hash = s.Hash,
                    Party = s.Party,
                    Role = s.Role,
                    Way = s.Way,
                    At = s.At,
                    // Perhaps of this package, and not in the database before all of it is.
                    ByOrganisationId = s.By is null ? null : context.References.Organisations[s.By],
                })
            );
            db.DealVersions.Add(version);
        }
    }

    protected override IAsyncEnumerable<VersionDocument> AllAsync(AppDb db) =>
        ByOwnerAsync(
            Rows(db.DealVersions.OrderBy(v => v.Deal!.Identifier).ThenBy(v => v.Number)),
            row => row.Document(),
            version => version.Deal
        );

    private static string DealOf(string id) => id[..id.LastIndexOf("-v", StringComparison.Ordinal)];

    private static IQueryable<Row> Rows(IQueryable<DealVersion> versions) =>
        versions.Select(v => new Row(
            v.Deal!.Identifier,
            v.Number,
            v.Kind,
            v.RecordedAt,
            v.Hash,
            v.Content,
            v.Agreed,
            v.Signatures.OrderBy(s => s.Id)
                .Select(s => new SignatureDocument(s.Party, s.Role, s.Way, s.At, s.Hash, s.By!.Identifier))
                .ToList()
        ));

    private sealed record Row(
        string Deal,
        int Number,
        VersionKind Kind,
        DateTime RecordedAt,
        string Hash,
        string Content,
        PartialDate? Agreed,
        List<SignatureDocument> Signatures
    )
    {
        public VersionDocument Document() =>
            new(
                VersionDocument.IdOf(Deal, Number),
                Deal,
                Number,
                Kind,
                RecordedAt,
                Hash,
                JsonSerializer.Deserialize<DealDocument>(Content, JsonColumn.Options)!
            )
            {
                Agreed = Agreed,
                Signatures = Signatures.OrNone(),
            };
    }
}
