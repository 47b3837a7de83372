using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>What exactly one party promises; contributors may help.</summary>
public sealed class Commitment
{
    public long Id { get; private set; }
    public long DealId { get; set; }

    /// <summary>Unique in the deal (<c>c1</c>).</summary>
    public required string Key { get; init; }
    public int Order { get; set; }

    /// <summary>The key of the party that promises.</summary>
    public required string By { get; set; }

    /// <summary>The keys of parties that contribute.</summary>
    public List<string> With { get; set; } = [];
    public required LocalText Action { get; set; }

    /// <summary>Null when the commitment is <em>not quantified</em>, an honest state of its own.</summary>
    public Quantity? Quantity { get; set; }
    public bool Quantified { get; set; }
    public Direction? Direction { get; set; }
    public Baseline? Baseline { get; set; }
    public Target? Target { get; set; }

    /// <summary>Null where nobody was asked: of collected deals.</summary>
    public Additionality? Additionality { get; set; }
    public SourceWords? AsSource { get; set; }
    public List<Source> Sources { get; set; } = [];
}

public sealed record Baseline(PartialDate? Date = null, decimal? Value = null);

/// <summary>By when.</summary>
/// <param name="From">The beginning of a period, with <paramref name="Date"/> as its end.</param>
/// <param name="Qualifier"><c>before</c> or <c>during</c>; null means <em>by</em>.</param>
/// <param name="Duration">ISO 8601 (<c>P28Y</c>) where the source gives no date.</param>
public sealed record Target(
    PartialDate? Date = null,
    PartialDate? From = null,
    string? Qualifier = null,
    string? Duration = null,
    LocalText? Note = null
);

/// <summary>A figure that a source reports about the deal; not a measurement made here.</summary>
public sealed class ReportedFigure
{
    public long Id { get; private set; }
    public long DealId { get; set; }
    public required string Key { get; init; }
    public int Order { get; set; }

    /// <summary>The key of the commitment whose keeping it shows; null where the source reports it of the deal as a whole.</summary>
    public string? Commitment { get; set; }
    public required LocalText Name { get; set; }
    public Quantity? Quantity { get; set; }

    /// <summary>The value where the source gives it in words.</summary>
    public LocalText? Word { get; set; }
    public PartialDate? Date { get; set; }
    public LocalText? Note { get; set; }
    public SourceWords? AsSource { get; set; }
    public List<Source> Sources { get; set; } = [];
}
