using Alliance.Deals;
using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;

namespace Alliance.Monitoring.Indicators;

/// <summary>An indicator in the open format (docs/format.md, "indicators").</summary>
public record IndicatorDocument(
    string Id,
    LocalText Name,
    LocalText Definition,
    string Unit,
    Direction Direction,
    IndicatorKind Kind,
    PeriodType PeriodType,
    MeasuredSpan Span,
    LocalText Source
) : IDocument
{
    public static IndicatorDocument Of(Indicator i) =>
        new(i.Identifier, i.Name, i.Definition, i.Unit, i.Direction, i.Kind, i.PeriodType, i.Span, i.Source);

    public Indicator Apply(Indicator? stored)
    {
        var indicator =
            stored
            ?? new Indicator
            {
                Identifier = Id,
                Name = Name,
                Definition = Definition,
                Unit = Unit,
                Direction = Direction,
                Kind = Kind,
                PeriodType = PeriodType,
                Span = Span,
                Source = Source,
            };
        (indicator.Name, indicator.Definition, indicator.Source) = (Name, Definition, Source);
        (indicator.Direction, indicator.Kind, indicator.PeriodType) = (Direction, Kind, PeriodType);
        return indicator;
    }
}
