using Alliance.Platform.Data;
using Alliance.Sprints;
using Alliance.Sprints.After;
using Alliance.Sprints.Documents;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

/// <summary>What goes on after sprints, without the addresses that are reminded.</summary>
internal sealed class FollowUpsPart() : PackagePart<FollowUpDocument>("follow-ups")
{
    protected override void Check(FollowUpDocument document, PackageContext context, Tell tell)
    {
        var id = FollowUpDocument.IdOf(document.Sprint, document.Key);
        if (document.Id != id)
            tell("id", "wrong-form", document.Id, id);
        if (document.State == FollowUpState.Dropped != document.Reason is not null)
            tell("reason", "follow-up-contradicts", document.Id);
        if (document.State == FollowUpState.Open == document.ClosedOn is not null)
            tell("closedOn", "follow-up-contradicts", document.Id);
    }

    protected override string NameOf(FollowUpDocument document) => $"{document.Text}";

    protected override string TagOf(FollowUpDocument document) => $"sprint:{document.Sprint}";

    public override async Task<List<FollowUpDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        var sprints = ids.Select(id => id.Split('.')[0]).Distinct().ToList();
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (await Rows(db, db.FollowUps.Where(f => sprints.Contains(f.Sprint!.Identifier))).ToListAsync())
                .Select(r => FollowUpDocument.Of(r.FollowUp, r.Sprint, r.From))
                .Where(d => wanted.Contains(d.Id)),
        ];
    }

    protected override async Task StoreAsync(AppDb db, List<FollowUpDocument> documents, PackageContext context)
    {
        var names = documents.Select(d => d.Sprint).Distinct().ToList();
        var sprints = await context.SprintsAsync(db, names);
        var stored = await db
            .FollowUps.Where(f => names.Contains(f.Sprint!.Identifier))
            .ToDictionaryAsync(f => (f.SprintId, f.Key));
        foreach (var document in documents)
        {
            var sprint = sprints[document.Sprint];
            db.Track(document.Apply(stored.GetValueOrDefault((sprint, document.Key)), sprint));
        }
    }

    protected override IAsyncEnumerable<FollowUpDocument> AllAsync(AppDb db) =>
        ByOwnerAsync(
            Rows(db, db.FollowUps.OrderBy(f => f.Sprint!.Identifier).ThenBy(f => f.Number)),
            row => FollowUpDocument.Of(row.FollowUp, row.Sprint, row.From),
            followUp => followUp.Sprint
        );

    private static IQueryable<Row> Rows(AppDb db, IQueryable<FollowUp> chosen) =>
        chosen
            .AsNoTracking()
            .Where(f => f.Sprint!.State != SprintState.Planned)
            .Select(f => new Row(
                f,
                f.Sprint!.Identifier,
                db.Ideas.Where(i => i.Origin == f.Origin).Select(i => i.Key).FirstOrDefault()
            ));

    private sealed record Row(FollowUp FollowUp, string Sprint, string? From);
}
