using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Documents;

/// <summary>A deal in the open format (docs/format.md, "deals"); its canonical bytes are what a version hashes.</summary>
public record DealDocument(
    string Id,
    string Slug,
    string? Collection,
    string City,
    string? Project,
    LocalText Title,
    LocalText? OriginalName,
    LocalText Summary,
    List<string>? Areas,
    Instrument Instrument,
    Relation Relation,
    Standing Standing,
    Delivery Delivery,
    PartialDate? Agreed,
    PartialDate? Start,
    PartialDate? End,
    LegalNature LegalNature,
    OpenToJoin OpenToJoin,
    bool? Prototype,
    Origin? Origin,
    List<PartyDocument> Parties,
    int? PartyCountStated,
    List<Article>? Articles,
    List<CommitmentDocument>? Commitments,
    List<IndicatorDocument>? Indicators,
    Reporting? Reporting,
    LocalText? Notes,
    SourceWords? AsSource,
    List<Source>? Sources
) : IDocument
{
    /// <summary>When the parties look at what came of it.</summary>
    public PartialDate? Evaluation { get; init; }

    /// <summary>The deal it follows on.</summary>
    public string? Renews { get; init; }
    public DealBasis? Basis { get; init; }

    /// <summary>Of a deal concluded here.</summary>
    public DealState? State { get; init; }
    public Ending? Ended { get; init; }

    /// <summary>The city's translation of a summary that is not in English; no part of a version's content.</summary>
    public string? EnglishSummary { get; init; }

    /// <summary>
    /// As the parties of a deal concluded here signed it: without what was not known then, or is told of it since.
    /// </summary>
    public DealDocument AsSigned() =>
        this with
        {
            Agreed = null,
            Delivery = Delivery.Planned,
            State = null,
            Ended = null,
        };

    /// <summary>Wants city, areas and parties with their organisations, commitments and indicators loaded.</summary>
    public static DealDocument Of(Deal d) =>
        new(
            d.Identifier,
            d.Slug,
            d.Collection,
            d.City!.Identifier,
            d.Project,
            d.Title,
            d.OriginalName,
            d.Summary,
            d.Areas.OrderBy(a => a.PolicyArea!.Order).Select(a => a.PolicyArea!.Identifier).ToList().OrNone(),
            d.Instrument,
            d.Relation,
            d.Standing,
            d.Delivery,
            d.Agreed,
            d.Start,
            d.End,
            d.LegalNature,
            d.OpenToJoin,
            d.Prototype ? true : null,
            d.Origin,
            [.. d.Parties.OrderBy(p => p.Order).Select(PartyDocument.Of)],
            d.PartyCountStated,
            d.Articles.OrNone(),
            d.Commitments.OrderBy(c => c.Order).Select(CommitmentDocument.Of).ToList().OrNone(),
            d.Indicators.OrderBy(i => i.Order).Select(IndicatorDocument.Of).ToList().OrNone(),
            d.Reporting,
            d.Notes,
            d.AsSource,
            d.Sources.OrNone()
        )
        {
            Evaluation = d.Evaluation,
            Renews = d.Renews,
            Basis = d.Basis,
            State = d.State,
            Ended = d.Ended,
            EnglishSummary = d.EnglishSummary,
        };
}

public sealed record PartyDocument(
    string Key,
    PartyRole Role,
    string? Organisation,
    PartyGroup? Group,
    LocalText? Collective,
    SourceWords? AsSource
)
{
    public static PartyDocument Of(Party p) =>
        new(p.Key, p.Role, p.Organisation?.Identifier, p.Group, p.Collective, p.AsSource);
}

public record CommitmentDocument(
    string Key,
    string By,
    List<string>? With,
    LocalText Action,
    Quantity? Quantity,
    Direction? Direction,
    Baseline? Baseline,
    Target? Target,
    SourceWords? AsSource,
    List<Source>? Sources
)
{
    /// <summary>Whether it would happen without the deal; absent where nobody was asked: of collected deals.</summary>
    public Additionality? Additionality { get; init; }

    public static CommitmentDocument Of(Commitment c) =>
        new(
            c.Key,
            c.By,
            c.With.OrNone(),
            c.Action,
            c.Quantity,
            c.Direction,
            c.Baseline,
            c.Target,
            c.AsSource,
            c.Sources.OrNone()
        )
        {
            Additionality = c.Additionality,
        };
}

public sealed record IndicatorDocument(
    string Key,
    string? Commitment,
    LocalText Name,
    Quantity? Quantity,
    LocalText? Word,
    PartialDate? Date,
    LocalText? Note,
    SourceWords? AsSource,
    List<Source>? Sources
)
{
    public static IndicatorDocument Of(ReportedFigure i) =>
        new(i.Key, i.Commitment, i.Name, i.Quantity, i.Word, i.Date, i.Note, i.AsSource, i.Sources.OrNone());
}
