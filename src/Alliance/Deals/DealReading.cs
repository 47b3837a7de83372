using System.Data.Common;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>
/// A deal and what belongs to it, read from plain SQL: which columns, in which order, and what is made of them. The deal's
/// page and the whole documents of lists both ask for these.
/// </summary>
internal static class DealReading
{
    /// <summary>Of <c>deals d</c>.</summary>
    public const string Deals = """
        d.id, d.identifier, d.slug, d.title, d.original_name, d.summary, d.instrument, d.relation, d.standing, d.delivery,
        d.agreed, d.start, d."end", d.legal_nature, d.open_to_join, d.prototype, d.origin, d.party_count_stated,
        d.articles, d.reporting, d.notes, d.as_source, d.sources, d.evaluation, d.state, d.ended, d.renews, d.basis,
        d.english_summary
        """;

    /// <summary>How many columns <see cref="Deals"/> names.</summary>
    public const int DealColumns = 29;

    /// <summary>Of <c>commitments</c>.</summary>
    public const string Commitments =
        """deal_id, key, "order", "by", "with", action, quantity, direction, baseline, target, as_source, sources, additionality""";

    /// <summary>Of <c>deal_indicators</c>.</summary>
    public const string Indicators =
        """deal_id, key, "order", commitment, name, quantity, word, date, note, as_source, sources""";

    /// <summary>The deal's own values; its key stands in the first column.</summary>
    public static Deal Deal(DbDataReader r) =>
        new()
        {
            Id = r.GetInt64(0),
            Identifier = r.GetString(1),
            Slug = r.GetString(2),
            Title = r.Json<LocalText>(3)!,
            OriginalName = r.Json<LocalText>(4),
            Summary = r.Json<LocalText>(5)!,
            Instrument = r.Coded<Instrument>(6),
            Relation = r.Coded<Relation>(7),
            Standing = r.Coded<Standing>(8),
            Delivery = r.Coded<Delivery>(9),
            Agreed = r.Date(10),
            Start = r.Date(11),
            End = r.Date(12),
            LegalNature = r.Coded<LegalNature>(13),
            OpenToJoin = r.Coded<OpenToJoin>(14),
            Prototype = r.GetBoolean(15),
            Origin = r.Json<Origin>(16),
            PartyCountStated = r.Number(17),
            Articles = r.Json<List<Article>>(18) ?? [],
            Reporting = r.Json<Reporting>(19),
            Notes = r.Json<LocalText>(20),
            AsSource = r.Json<SourceWords>(21),
            Sources = r.Json<List<Source>>(22) ?? [],
            Evaluation = r.Date(23),
            State = r.IsDBNull(24) ? null : r.Coded<DealState>(24),
            Ended = r.Json<Ending>(25),
            Renews = r.Text(26),
            Basis = r.Json<DealBasis>(27),
            EnglishSummary = r.Text(28),
        };

    public static Commitment Commitment(DbDataReader r) =>
        new()
        {
            DealId = r.GetInt64(0),
            Key = r.GetString(1),
            Order = r.GetInt32(2),
            By = r.GetString(3),
            With = r.Json<List<string>>(4) ?? [],
            Action = r.Json<LocalText>(5)!,
            Quantity = r.Json<Quantity>(6),
            Quantified = !r.IsDBNull(6),
            Direction = r.Text(7) is { } direction ? Enum.Parse<Direction>(direction) : null,
            Baseline = r.Json<Baseline>(8),
            Target = r.Json<Target>(9),
            AsSource = r.Json<SourceWords>(10),
            Sources = r.Json<List<Source>>(11) ?? [],
            Additionality = r.IsDBNull(12) ? null : r.Coded<Additionality>(12),
        };

    public static ReportedFigure Indicator(DbDataReader r) =>
        new()
        {
            DealId = r.GetInt64(0),
            Key = r.GetString(1),
            Order = r.GetInt32(2),
            Commitment = r.Text(3),
            Name = r.Json<LocalText>(4)!,
            Quantity = r.Json<Quantity>(5),
            Word = r.Json<LocalText>(6),
            Date = r.Date(7),
            Note = r.Json<LocalText>(8),
            AsSource = r.Json<SourceWords>(9),
            Sources = r.Json<List<Source>>(10) ?? [],
        };
}
