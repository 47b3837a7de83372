using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>The agreement: who promised what to whom, since when, according to which sources.</summary>
public sealed class Deal
{
    public const int EnglishLength = 2_000;

    public long Id { get; init; }

    /// <summary>Stable on every platform that holds the deal.</summary>
    public required string Identifier { get; init; }

    /// <summary>The page's address below <c>/deals/</c>; never changes once public.</summary>
    public required string Slug { get; set; }
    public string? Collection { get; set; }
    public City? City { get; set; }
    public long CityId { get; set; }

    /// <summary>The identifier of the project it came from.</summary>
    public string? Project { get; set; }
    public required LocalText Title { get; set; }
    public LocalText? OriginalName { get; set; }
    public required LocalText Summary { get; set; }

    /// <summary>In English, where the deal's own text is not: its city's translation, no part of what was signed.</summary>
    public string? EnglishSummary { get; set; }

    /// <summary>The summary with that translation, as everybody is told it.</summary>
    public LocalText SummaryTold => InEnglish.With(Summary, EnglishSummary);
    public List<DealArea> Areas { get; set; } = [];
    public required Instrument Instrument { get; set; }
    public required Relation Relation { get; set; }
    public required Standing Standing { get; set; }
    public required Delivery Delivery { get; set; }

    /// <summary>The day it was signed or decided, as far as known.</summary>
    public PartialDate? Agreed { get; set; }
    public PartialDate? Start { get; set; }
    public PartialDate? End { get; set; }

    /// <summary>
    /// The day from which the deal certainly counts: the last day that <see cref="Agreed"/>, else <see cref="Start"/>,
    /// may mean. Null for an undated deal, which every total counts apart.
    /// </summary>
    public DateOnly? DatedBy { get; private set; }

    /// <summary><see cref="DatedBy"/>, with undated deals at the beginning of time: databases order nulls differently.</summary>
    public DateOnly SortDate { get; private set; }

    /// <summary>The year readers filter by; null for an undated deal.</summary>
    public int? Year { get; private set; }

    /// <summary>When the parties look at what came of it.</summary>
    public PartialDate? Evaluation { get; set; }

    /// <summary>Of a deal concluded here; a collected one has none.</summary>
    public DealState? State { get; set; }
    public Ending? Ended { get; set; }

    /// <summary>The identifier of the deal it follows on.</summary>
    public string? Renews { get; set; }
    public DealBasis? Basis { get; set; }
    public required LegalNature LegalNature { get; set; }
    public required OpenToJoin OpenToJoin { get; set; }

    /// <summary>Offered by the network to other cities for copying.</summary>
    public bool Prototype { get; set; }
    public Origin? Origin { get; set; }
    public List<Party> Parties { get; set; } = [];
    public int? PartyCountStated { get; set; }
    public List<Article> Articles { get; set; } = [];
    public List<Commitment> Commitments { get; set; } = [];
    public List<ReportedFigure> Indicators { get; set; } = [];
    public Reporting? Reporting { get; set; }
    public LocalText? Notes { get; set; }
    public SourceWords? AsSource { get; set; }
    public List<Source> Sources { get; set; } = [];
    public List<DealVersion> Versions { get; set; } = [];

    // Beside the promises themselves, so that lists count without reading them.
    public int Promises { get; private set; }
    public int Quantified { get; private set; }

    /// <summary>When this deal's record last changed here (UTC).</summary>
    public DateTime ChangedAt { get; set; }

    /// <summary>Sets what follows from the other fields. Called by every act before it saves.</summary>
    public void Derive()
    {
        var dated = Agreed ?? Start;
        DatedBy = dated?.Last;
        SortDate = DatedBy ?? DateOnly.MinValue;
        Year = dated?.Year;
        Promises = Commitments.Count;
        Quantified = Commitments.Count(c => c.Quantified);
    }
}

/// <summary>Links a deal to a policy area.</summary>
public sealed class DealArea
{
    public long DealId { get; set; }
    public long PolicyAreaId { get; set; }
    public PolicyArea? PolicyArea { get; set; }
}

/// <summary>A numbered passage of the deal's text.</summary>
public sealed record Article(int Number, LocalText? Heading, LocalText Body);

/// <summary>Where the deal was copied from or grew out of.</summary>
/// <param name="Deal">The identifier of another deal.</param>
/// <param name="Practice">The identifier of a practice.</param>
public sealed record Origin(string? Deal = null, LocalText? Note = null, string? Url = null, string? Practice = null);

/// <summary>What stands behind a deal, as its parties say.</summary>
/// <param name="Strategy">The plan or strategy it serves.</param>
/// <param name="Decision">The council's decision, with date and file number.</param>
/// <param name="Departments">Who in the city takes part.</param>
/// <param name="PublicMoney">What public money is in it, and from where.</param>
/// <param name="Benefits">Who benefits.</param>
/// <param name="Missing">Who should be part of it and is not.</param>
public sealed record DealBasis(
    LocalText? Strategy = null,
    LocalText? Decision = null,
    LocalText? Departments = null,
    LocalText? PublicMoney = null,
    LocalText? Benefits = null,
    LocalText? Missing = null
);

/// <summary>How a deal came to its end.</summary>
/// <param name="Reason">Of an early end.</param>
public sealed record Ending(PartialDate On, EndReason? Reason = null, LocalText? Note = null);

/// <param name="Every">The agreed rhythm: <c>year</c>, <c>half-year</c>, <c>quarter</c>, <c>project</c>.</param>
public sealed record Reporting(LocalText? Frequency = null, LocalText? Who = null, string? Every = null);
