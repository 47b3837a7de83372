using Alliance.Engagement.Offers;
using Alliance.Engagement.Offers.Documents;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

/// <summary>Offers and needs that were put before everybody and are not closed. Who asked about them, and who agreed to what, stays.</summary>
internal sealed class OffersPart() : PackagePart<OfferDocument>("offers")
{
    private readonly HashSet<string> hidden = new(StringComparer.Ordinal);

    protected override void Check(OfferDocument document, PackageContext context, Tell tell)
    {
        foreach (
            var (field, text) in ((string, LocalText?)[])[("text", document.Text), ("quantity", document.Quantity)]
        )
            if (text is not null && text.Authentic != document.Title.Authentic)
                tell(field, "offer-languages", text.Authentic, document.Title.Authentic);
        if (document.From > document.Until)
            tell("until", "offer-contradicts", document.Id);
        context.CheckRecorded(
            document.Id,
            document.PublishedAt,
            (_, code, found, expected) => tell("publishedAt", code, found, expected)
        );
    }

    // What was closed here, or is shown to people with an account alone, no file puts before everybody.
    protected override void CheckChange(OfferDocument? before, OfferDocument after, PackageContext context, Tell tell)
    {
        base.CheckChange(before, after, context, tell);
        if (hidden.Contains(after.Id))
            tell("id", "offer-not-public", after.Id);
    }

    protected override string NameOf(OfferDocument document) => $"{document.Title}";

    protected override string TagOf(OfferDocument document) => $"offer:{document.Id}";

    public override async Task<List<OfferDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        var stored = await OfferList.Ordered(db.Offers).Where(o => ids.Contains(o.Identifier!)).ToListAsync();
        hidden.UnionWith(stored.Where(o => !IsPublic(o)).Select(o => o.Identifier!));
        return [.. stored.Where(IsPublic).Select(OfferDocument.Of)];
    }

    protected override async Task StoreAsync(AppDb db, List<OfferDocument> documents, PackageContext context)
    {
        var ids = documents.Select(d => d.Id).ToList();
        var stored = await db.Offers.Where(o => ids.Contains(o.Identifier!)).ToDictionaryAsync(o => o.Identifier!);
        foreach (var document in documents)
        {
            var city = context.References.Cities[document.City];
            long? organisation = document.Organisation is { } named ? context.References.Organisations[named] : null;
            db.Track(document.Apply(stored.GetValueOrDefault(document.Id), city, organisation, context.Now));
        }
    }

    // Also those whose term is over: they say so.
    protected override IAsyncEnumerable<OfferDocument> AllAsync(AppDb db) =>
        db
            .Offers.AsNoTracking()
            .Include(o => o.City)
            .Include(o => o.Organisation)
            .Where(o => o.State == OfferState.Open && o.SeenBy == OfferAudience.Everybody)
            .OrderBy(o => o.Identifier)
            .AsAsyncEnumerable()
            .Select(OfferDocument.Of);

    private static bool IsPublic(Offer offer) => offer is { State: OfferState.Open, SeenBy: OfferAudience.Everybody };
}
