using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Deals.Drafting;

/// <summary>
/// The text of a draft, in one language: the one that will be authentic. Keys (<c>p1</c>, <c>c1</c>, <c>a1</c>) are given
/// once and never again.
/// </summary>
public sealed record DraftContent
{
    public required Instrument Instrument { get; init; }

    /// <summary>The language it is written in, ISO 639-1.</summary>
    public required string Language { get; init; }
    public string Title { get; init; } = "";
    public string Summary { get; init; } = "";
    public IReadOnlyList<string> Areas { get; init; } = [];
    public PartialDate? Start { get; init; }
    public PartialDate? End { get; init; }

    /// <summary>When the parties look at what came of it.</summary>
    public PartialDate? Evaluation { get; init; }
    public LegalNature LegalNature { get; init; } = LegalNature.NotBinding;
    public OpenToJoin OpenToJoin { get; init; } = OpenToJoin.No;
    public IReadOnlyList<PartyDraft> Parties { get; init; } = [];
    public IReadOnlyList<PromiseDraft> Promises { get; init; } = [];
    public IReadOnlyList<ArticleDraft> Articles { get; init; } = [];
    public BasisDraft Basis { get; init; } = new();

    /// <summary>The highest number that a key of any kind had so far.</summary>
    public int LastKey { get; init; }

    public PartyDraft? Party(string key) => Parties.FirstOrDefault(p => p.Key == key);

    public PromiseDraft? Promise(string key) => Promises.FirstOrDefault(p => p.Key == key);

    public ArticleDraft? Article(string key) => Articles.FirstOrDefault(a => a.Key == key);
}

/// <param name="Organisation">The identifier of an organisation of the register; null for one that is new here.</param>
public sealed record PartyDraft(string Key, PartyRole Role, string Name, OrganisationKind Kind, string? Organisation)
{
    /// <summary>Of a joiner that is not named: what the deal calls it, in all languages.</summary>
    public PartyGroup? Group { get; init; }
}

public sealed record PromiseDraft(string Key, string By)
{
    /// <summary>The ready promise it was written from (<see cref="Menu.DealMenu"/>).</summary>
    public string? Menu { get; init; }
    public IReadOnlyList<string> With { get; init; } = [];
    public string Action { get; init; } = "";

    /// <summary>Null is <em>not quantified</em>, an honest state.</summary>
    public decimal? Value { get; init; }
    public Qualifier Qualifier { get; init; }
    public string? Unit { get; init; }
    public string? Per { get; init; }
    public Direction? Direction { get; init; }
    public PartialDate? When { get; init; }

    /// <summary>Said outright: a missing date is a question, "no date yet" is an answer.</summary>
    public bool NoDateYet { get; init; }
    public PartialDate? BaselineDate { get; init; }
    public decimal? BaselineValue { get; init; }
    public Additionality Additionality { get; init; } = Additionality.Unknown;

    /// <summary>Its number was worked out from another city's and is nobody's promise yet, until somebody sets it.</summary>
    public bool Unconfirmed { get; init; }

    /// <summary>Which promise of another city's deal it was written from, by its key there.</summary>
    public string? From { get; init; }
}

/// <param name="Body">Markdown (<see cref="Markdown"/>).</param>
/// <param name="From">Which part of another city's practice, or which article of its deal, it was written from, by its key there.</param>
public sealed record ArticleDraft(string Key, string Heading, string Body, string? From = null);

/// <summary>What stands behind the deal; empty where nobody has said it.</summary>
public sealed record BasisDraft(
    string Strategy = "",
    string Decision = "",
    string Departments = "",
    string PublicMoney = "",
    string Benefits = "",
    string Missing = ""
);
