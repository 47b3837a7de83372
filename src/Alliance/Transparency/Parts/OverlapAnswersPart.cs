using Alliance.Monitoring.Totals;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

internal sealed class OverlapAnswersPart() : PackagePart<OverlapAnswerDocument>("overlap-answers")
{
    private readonly KnownPromises promises = new();

    protected override void Check(OverlapAnswerDocument document, PackageContext context, Tell tell)
    {
        PromiseName[] names =
        [
            new(document.Deal, document.Commitment),
            new(document.OtherDeal, document.OtherCommitment),
        ];
        var sorted = names.OrderBy(n => $"{n}", StringComparer.Ordinal).ToList();
        if (document.Id != OverlapAnswerDocument.IdOf(sorted[0], sorted[1]) || sorted[0] != names[0])
            tell("id", "wrong-form", document.Id, OverlapAnswerDocument.IdOf(sorted[0], sorted[1]));
        context.CheckRecorded(document.Id, document.RecordedAt, tell);
    }

    protected override void CheckChange(
        OverlapAnswerDocument? before,
        OverlapAnswerDocument after,
        PackageContext context,
        Tell tell
    )
    {
        base.CheckChange(before, after, context, tell);
        if (before?.RecordedAt >= after.RecordedAt)
            tell("", "overlap-answer-differs", after.Id);
        promises.Check(after.Deal, after.Commitment, context, tell);
        promises.Check(after.OtherDeal, after.OtherCommitment, context, tell);
    }

    protected override OverlapAnswerDocument Canonical(OverlapAnswerDocument document, PackageContext context) =>
        document with
        {
            Withdrawn = document.Withdrawn is true ? true : null,
        };

    protected override string TagOf(OverlapAnswerDocument document) => $"deal:{document.Deal}";

    public override async Task<List<OverlapAnswerDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        var deals = ids.SelectMany(id =>
                id.Split('.') is [var one, _, var other, _] ? [one, other] : Array.Empty<string>()
            )
            .Distinct()
            .ToList();
        await promises.LoadAsync(db, deals);
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        var stored = await Rows(db.OverlapAnswers.Where(a => deals.Contains(a.FirstDeal!.Identifier))).ToListAsync();
        return [.. stored.Select(r => r.Document()).Where(d => wanted.Contains(d.Id))];
    }

    // A later answer takes the place of an earlier one.
    protected override async Task StoreAsync(AppDb db, List<OverlapAnswerDocument> documents, PackageContext context)
    {
        var deals = await context.DealsAsync(db, documents.SelectMany(d => new[] { d.Deal, d.OtherDeal }));
        var ids = documents.Select(d => deals[d.Deal]).Distinct().ToList();
        var stored = await db
            .OverlapAnswers.Where(a => ids.Contains(a.FirstDealId))
            .ToDictionaryAsync(a => (a.FirstDealId, a.FirstCommitment, a.SecondDealId, a.SecondCommitment));
        foreach (var d in documents)
        {
            if (
                stored.TryGetValue(
                    (deals[d.Deal], d.Commitment, deals[d.OtherDeal], d.OtherCommitment),
                    out var earlier
                )
            )
                db.OverlapAnswers.Remove(earlier);
            db.OverlapAnswers.Add(
                new OverlapAnswer
                {
                    FirstDealId = deals[d.Deal],
                    FirstCommitment = d.Commitment,
                    SecondDealId = deals[d.OtherDeal],
                    SecondCommitment = d.OtherCommitment,
                    Reason = d.Reason,
                    Withdrawn = d.Withdrawn is true,
                    RecordedAt = d.RecordedAt,
                }
            );
        }
    }

    protected override IAsyncEnumerable<OverlapAnswerDocument> AllAsync(AppDb db) =>
        ByOwnerAsync(
            Rows(db.OverlapAnswers.OrderBy(a => a.FirstDeal!.Identifier).ThenBy(a => a.Id)),
            row => row.Document(),
            answer => answer.Deal
        );

    private static IQueryable<Row> Rows(IQueryable<OverlapAnswer> chosen) =>
        chosen.AsNoTracking().Select(a => new Row(a, a.FirstDeal!.Identifier, a.SecondDeal!.Identifier));

    private sealed record Row(OverlapAnswer Answer, string Deal, string Other)
    {
        public OverlapAnswerDocument Document() => OverlapAnswerDocument.Of(Answer, Deal, Other);
    }
}
