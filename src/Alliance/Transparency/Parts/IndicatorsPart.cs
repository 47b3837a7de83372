using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;

namespace Alliance.Transparency.Parts;

internal sealed class IndicatorsPart() : TablePart<IndicatorDocument, Indicator>("indicators")
{
    protected override string TagOf(IndicatorDocument document) => $"indicator:{document.Id}";

    protected override IndicatorDocument Of(Indicator row) => IndicatorDocument.Of(row);

    protected override Indicator Apply(IndicatorDocument document, Indicator? stored) => document.Apply(stored);

    protected override void Check(IndicatorDocument document, PackageContext context, Tell tell)
    {
        // Shares of different wholes have no sum.
        if (document.Unit == "percent")
            tell("unit", "share-not-summed", document.Unit);
    }

    protected override void CheckChange(
        IndicatorDocument? before,
        IndicatorDocument after,
        PackageContext context,
        Tell tell
    )
    {
        base.CheckChange(before, after, context, tell);
        if (before is null)
            return;
        if (before.Unit != after.Unit)
            tell("unit", "indicator-differs", after.Unit, before.Unit);
        if (before.Span != after.Span)
            tell("span", "indicator-differs", Code.Of(after.Span), Code.Of(before.Span));
    }
}
