using Alliance.Monitoring.Obstacles;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

internal sealed class EnquiriesPart() : PackagePart<EnquiryDocument>("enquiries")
{
    private readonly HashSet<string> all = [];

    // Of the deals that are stored already: what their reports name.
    private readonly HashSet<ObstacleName> named = [];

    protected override void Check(EnquiryDocument document, PackageContext context, Tell tell)
    {
        var (obstacle, number, version) = (NameOfObstacle(document), document.Number, document.Version);
        string IdOf(int other) =>
            EnquiryDocument.IdOf(document.Deal, document.Commitment, document.Obstacle, number, other);
        if (document.Id != IdOf(version))
            tell("id", "wrong-form", document.Id, IdOf(version));
        var answered = document.Outcome != EnquiryOutcome.Open;
        if (
            answered != document.Answer is not null
            || answered != document.AnsweredOn is not null
            || (document.AnswerLink is not null && !answered)
            || document.AnsweredOn < document.AskedOn
        )
            tell("outcome", "answer-with-outcome", Code.Of(document.Outcome));
        context.CheckRecorded(document.Id, document.RecordedAt, tell);
        all.Add(document.Id);
        if (version > 1)
            context.Expect(
                () => all.Contains(IdOf(version - 1)),
                () => tell("", "version-before-missing", document.Id, IdOf(version - 1))
            );
        context.Expect(
            () => context.Obstacles.Contains(obstacle) || named.Contains(obstacle),
            () => tell("obstacle", "obstacle-unknown", $"{obstacle}")
        );
    }

    protected override void CheckChange(
        EnquiryDocument? before,
        EnquiryDocument after,
        PackageContext context,
        Tell tell
    )
    {
        base.CheckChange(before, after, context, tell);
        if (before is not null)
            tell("", "enquiry-differs", after.Id);
    }

    protected override string TagOf(EnquiryDocument document) => $"deal:{document.Deal}";

    public override async Task<List<EnquiryDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        var deals = ids.Select(id => id.Split('.')[0]).Distinct().ToList();
        named.UnionWith(
            (
                await db
                    .NamedObstacles.Where(o => deals.Contains(o.Deal!.Identifier))
                    .Select(o => new
                    {
                        o.Deal!.Identifier,
                        o.Commitment,
                        o.Kind,
                    })
                    .ToListAsync()
            ).Select(o => new ObstacleName(o.Identifier, o.Commitment, o.Kind))
        );
        var stored = (await Rows(db.Enquiries.Where(e => deals.Contains(e.Deal!.Identifier))).ToListAsync()).ConvertAll(
            r => r.Document()
        );
        all.UnionWith(stored.Select(d => d.Id));
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return stored.FindAll(d => wanted.Contains(d.Id));
    }

    protected override async Task StoreAsync(AppDb db, List<EnquiryDocument> documents, PackageContext context)
    {
        var deals = await context.DealsAsync(db, documents.Select(d => d.Deal));
        foreach (var d in documents)
            db.Enquiries.Add(
                new Enquiry
                {
                    DealId = deals[d.Deal],
                    Commitment = d.Commitment,
                    Obstacle = d.Obstacle,
                    Number = d.Number,
                    Version = d.Version,
                    Addressee = d.Addressee,
                    Country = d.Country,
                    AskedOn = d.AskedOn,
                    Asked = d.Asked,
                    Link = d.Link,
                    Outcome = d.Outcome,
                    AnsweredOn = d.AnsweredOn,
                    Answer = d.Answer,
                    AnswerLink = d.AnswerLink,
                    Language = d.Language,
                    RecordedAt = d.RecordedAt,
                }
            );
    }

    protected override IAsyncEnumerable<EnquiryDocument> AllAsync(AppDb db) =>
        ByOwnerAsync(
            Rows(db.Enquiries.OrderBy(e => e.Deal!.Identifier).ThenBy(e => e.Id)),
            row => row.Document(),
            enquiry => enquiry.Deal
        );

    private static ObstacleName NameOfObstacle(EnquiryDocument document) =>
        new(document.Deal, document.Commitment, document.Obstacle);

    private static IQueryable<Row> Rows(IQueryable<Enquiry> chosen) =>
        chosen.AsNoTracking().Select(e => new Row(e, e.Deal!.Identifier));

    private sealed record Row(Enquiry Enquiry, string Deal)
    {
        public EnquiryDocument Document() => EnquiryDocument.Of(Enquiry, Deal);
    }
}
