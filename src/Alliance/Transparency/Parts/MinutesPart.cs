using Alliance.Platform.Data;
using Alliance.Sprints;
using Alliance.Sprints.After;
using Alliance.Sprints.Documents;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

/// <summary>Approved minutes of sprints. What is still written is its hosts' alone.</summary>
internal sealed class MinutesPart() : PackagePart<MinutesDocument>("minutes")
{
    protected override void Check(MinutesDocument document, PackageContext context, Tell tell)
    {
        var id = MinutesDocument.IdOf(document.Sprint, document.Number);
        if (document.Id != id)
            tell("id", "wrong-form", document.Id, id);
        context.CheckRecorded(
            document.Id,
            document.ApprovedAt,
            (_, code, found, expected) => tell("approvedAt", code, found, expected)
        );
    }

    protected override void CheckChange(
        MinutesDocument? before,
        MinutesDocument after,
        PackageContext context,
        Tell tell
    )
    {
        base.CheckChange(before, after, context, tell);
        if (before is not null)
            tell("", "minutes-differ", after.Id);
    }

    protected override string TagOf(MinutesDocument document) => $"sprint:{document.Sprint}";

    public override async Task<List<MinutesDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        var sprints = ids.Select(id => id.Split('.')[0]).Distinct().ToList();
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (await Rows(db.Minutes.Where(m => sprints.Contains(m.Sprint!.Identifier))).ToListAsync())
                .Select(r => MinutesDocument.Of(r.Minutes, r.Sprint))
                .Where(d => wanted.Contains(d.Id)),
        ];
    }

    protected override async Task StoreAsync(AppDb db, List<MinutesDocument> documents, PackageContext context)
    {
        var sprints = await context.SprintsAsync(db, documents.Select(d => d.Sprint));
        foreach (var document in documents)
            db.Minutes.Add(document.Row(sprints[document.Sprint]));
    }

    protected override IAsyncEnumerable<MinutesDocument> AllAsync(AppDb db) =>
        ByOwnerAsync(
            Rows(db.Minutes.OrderBy(m => m.Sprint!.Identifier).ThenBy(m => m.Number)),
            row => MinutesDocument.Of(row.Minutes, row.Sprint),
            minutes => minutes.Sprint
        );

    private static IQueryable<Row> Rows(IQueryable<Minutes> chosen) =>
        chosen
            .AsNoTracking()
            .Where(m => m.ApprovedAt != null && m.Sprint!.State != SprintState.Planned)
            .Select(m => new Row(m, m.Sprint!.Identifier));

    private sealed record Row(Minutes Minutes, string Sprint);
}
