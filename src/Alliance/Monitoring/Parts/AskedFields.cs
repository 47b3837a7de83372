using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Monitoring.Parts;

/// <summary>One question of a form with what stands in its fields: typed a moment ago, else said last time, but for the number.</summary>
/// <param name="Corrects">The version of the report that is corrected; 0 for a first one.</param>
public sealed record AskedFields(AskedPromise Asked, FormState Form, int Corrects, Reader T)
{
    /// <summary>What the fields begin with.</summary>
    public Report? Said => Corrects > 0 ? Asked.Reported : Asked.Before;

    public Measurement? Last =>
        Asked.Progress.Current.FirstOrDefault(m => m.Period == Asked.Question.Period)
        ?? Asked.Progress.Current.FirstOrDefault(m => m.Value is not null);

    public string? Goal => Asked.Promise.Quantity is { } q ? QuantityText.Of(q, T).ToString() : null;

    public string? Party => Asked.Party.Organisation?.Name ?? Asked.Party.Group?.Name.In(T.Language).Text;

    /// <summary>Of a correction: what it replaces.</summary>
    public string? OwnNumber =>
        Corrects > 0 && Last is { } m && m.Period == Asked.Question.Period && Asked.Progress.In(m) is { } value
            ? T.Number(value)
            : null;

    /// <summary>The number of the period before, in words; null for none.</summary>
    public string? LastNumber =>
        Asked.Progress.Current.FirstOrDefault(m => m.Period.Last < Asked.Question.Period.First && m.Value is not null)
            is { } before
        && Asked.Progress.In(before) is { } value
            ? T["report.last", PeriodText.Of(before.Period, T), T.Number(value)]
            : null;

    // Boxes that are not ticked are not sent; the sentence always is.
    private bool WasSent => Form.Typed(Name("sentence")) is not null;

    /// <summary>The codes of those that are ticked.</summary>
    public IReadOnlySet<string> Obstacles =>
        Form.Typed(Name("corrects")) is null && !WasSent
            ? (Said?.Obstacles.Select(Code.Of) ?? []).ToHashSet()
            : (Form.Typed(Name("obstacles")) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();

    public string Name(string field) => SendReport.Field(field, Asked.Question.Id);

    public string? Begun(string name, string? before) => Form.Typed(name) ?? before;

    public string? Error(string field) => Form.Error(Name(field), T.Language);

    public bool Wrong(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
            if (Error(field) is not null)
                return true;
        return false;
    }
}
