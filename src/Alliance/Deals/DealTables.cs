using System.Runtime.CompilerServices;
using Alliance.Deals.Documents;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Tables;
using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>A commitment with the deal in which it stands.</summary>
internal sealed record CommitmentRow(Deal Deal, Commitment Commitment)
{
    public Party By => Of(Commitment.By)!;

    public IEnumerable<Party> With => Commitment.With.Select(Of).OfType<Party>();

    private Party? Of(string key) => Deal.Parties.Find(p => p.Key == key);
}

/// <summary>A version of a deal without its content.</summary>
internal sealed record VersionRow(string Deal, int Number, VersionKind Kind, DateTime RecordedAt, string Hash);

/// <summary>Deals, commitments and versions as files.</summary>
internal static class DealTables
{
    private const int Batch = 500;

    public static readonly Table<Deal> Deals = new(
        "deals",
        [
            Column<Deal>.Of("id", d => d.Identifier),
            Column<Deal>.Text("title", d => d.Title),
            Column<Deal>.Of("originalName", d => d.OriginalName?.ToString()),
            Column<Deal>.Text("summary", d => d.Summary),
            City<Deal>(d => d),
            new(
                "areas",
                d => Areas(d).Select(a => a.Identifier),
                (d, reader) => Areas(d).Select(a => a.Name.In(reader.Language).Text)
            ),
            Column<Deal>.Of("instrument", d => (Instrument?)d.Instrument),
            Column<Deal>.Of("relation", d => (Relation?)d.Relation),
            Column<Deal>.Of("standing", d => (Standing?)d.Standing),
            Column<Deal>.Of("delivery", d => (Delivery?)d.Delivery),
            Column<Deal>.Of("agreed", d => d.Agreed?.ToString()),
            Column<Deal>.Of("start", d => d.Start?.ToString()),
            Column<Deal>.Of("end", d => d.End?.ToString()),
            Column<Deal>.Of("legalNature", d => (LegalNature?)d.LegalNature),
            Column<Deal>.Of("openToJoin", d => (OpenToJoin?)d.OpenToJoin),
            Column<Deal>.Of("project", d => d.Project),
            new("parties", d => Parties(d).Select(Coded), (d, reader) => Parties(d).Select(p => Said(p, reader))),
            Column<Deal>.Of("partyCountStated", d => d.PartyCountStated),
            Column<Deal>.Of("commitments", d => d.Commitments.Count),
            Column<Deal>.Of("quantified", d => d.Commitments.Count(c => c.Quantified)),
            Column<Deal>.Of("collection", d => d.Collection),
            Column<Deal>.Of("sources", d => d.Sources.Select(s => s.Url)),
            Column<Deal>.Of("slug", d => d.Slug),
            Column<Deal>.Of("changed", d => d.ChangedAt),
        ]
    );

    public static readonly Table<CommitmentRow> Commitments = new(
        "commitments",
        [
            Column<CommitmentRow>.Of("deal", r => r.Deal.Identifier),
            Column<CommitmentRow>.Text("title", r => r.Deal.Title),
            City<CommitmentRow>(r => r.Deal),
            Column<CommitmentRow>.Of("key", r => r.Commitment.Key),
            new("by", r => Coded(r.By), (r, reader) => Said(r.By, reader)),
            Column<CommitmentRow>.Of("role", r => (PartyRole?)r.By.Role),
            new("with", r => r.With.Select(Coded), (r, reader) => r.With.Select(p => Said(p, reader))),
            Column<CommitmentRow>.Text("action", r => r.Commitment.Action),
            Column<CommitmentRow>.Of("qualifier", r => r.Commitment.Quantity?.Qualifier),
            Column<CommitmentRow>.Of("value", r => r.Commitment.Quantity?.Value),
            Column<CommitmentRow>.Of("unit", r => r.Commitment.Quantity?.Unit),
            Column<CommitmentRow>.Of("per", r => r.Commitment.Quantity?.Per),
            Column<CommitmentRow>.Of("direction", r => r.Commitment.Direction),
            Column<CommitmentRow>.Of("baselineDate", r => r.Commitment.Baseline?.Date?.ToString()),
            Column<CommitmentRow>.Of("baselineValue", r => r.Commitment.Baseline?.Value),
            Column<CommitmentRow>.Of("targetFrom", r => r.Commitment.Target?.From?.ToString()),
            Column<CommitmentRow>.Of("targetDate", r => r.Commitment.Target?.Date?.ToString()),
            new(
                "target",
                r => r.Commitment.Target?.Duration ?? r.Commitment.Target?.Qualifier,
                (r, reader) => TargetText.Of(r.Commitment.Target, reader)
            ),
        ]
    );

    /// <summary>For programs alone: no page lists versions.</summary>
    public static readonly Table<VersionRow> Versions = new(
        "versions",
        [
            Column<VersionRow>.Of("deal", r => r.Deal),
            Column<VersionRow>.Of("number", r => r.Number),
            Column<VersionRow>.Of("kind", r => (VersionKind?)r.Kind),
            Column<VersionRow>.Of("recordedAt", r => r.RecordedAt),
            Column<VersionRow>.Of("hash", r => r.Hash),
        ]
    );

    /// <summary>The deals of these keys with everything, in their order, a batch at a time.</summary>
    public static async IAsyncEnumerable<Deal> WholeAsync(
        AppDb db,
        IEnumerable<long> ids,
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        foreach (var batch in ids.Chunk(Batch))
        foreach (var deal in await DealDocuments.LoadAsync(db, batch, cancel))
            yield return deal;
    }

    private static Column<T> City<T>(Func<T, Deal> deal) =>
        new("city", row => deal(row).City!.Identifier, (row, reader) => deal(row).City!.Name.In(reader.Language).Text);

    private static IEnumerable<PolicyArea> Areas(Deal deal) =>
        deal.Areas.Select(a => a.PolicyArea!).OrderBy(a => a.Order);

    // Collective words mean parties that are listed already.
    private static IEnumerable<Party> Parties(Deal deal) =>
        deal.Parties.Where(p => p.Collective is null).OrderBy(p => p.Order);

    private static string Coded(Party party) =>
        party.Organisation?.Identifier ?? (party.Group?.Name ?? party.Collective)?.ToString() ?? party.Key;

    private static string Said(Party party, Reader reader) =>
        party.Organisation?.Name ?? (party.Group?.Name ?? party.Collective)?.In(reader.Language).Text ?? party.Key;
}
