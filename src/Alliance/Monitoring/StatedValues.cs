using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;

namespace Alliance.Monitoring;

/// <summary>What was typed, read and found right; the value in the promise's unit.</summary>
internal sealed record StatedValues(
    Period Period,
    decimal? Value,
    string? Unit,
    decimal? StatedValue,
    string? StatedUnit,
    NotationKey? Notation,
    MeasuredSpan Span,
    MeasuringMethod Method,
    string Source,
    string? Evidence,
    string? Note,
    string? Reason
)
{
    /// <summary>
    /// Who needs more has a larger unit. Sums are in millionths, in whole numbers of 64 bits: some nine thousand such numbers fit.
    /// </summary>
    public const decimal Most = 999_999_999m;

    /// <param name="stated">As it was typed.</param>
    /// <param name="promise">What it is about, and was said of it before.</param>
    /// <param name="today">Only what is over can be measured.</param>
    /// <returns>Refused with <c>check-fields</c>, every field that is wrong at once.</returns>
    public static Outcome<StatedValues> Read(StatedMeasurement stated, PromiseProgress promise, DateOnly today)
    {
        var wrong = new List<FieldProblem>();
        void Wrong(string field, string code, params string[] values) =>
            wrong.Add(new FieldProblem(field, new Refusal(code, values)));
        string? Text(string field, string typed, int most)
        {
            var text = OneLine(typed);
            if (text.Length > most)
                Wrong(field, "text-too-long");
            else if (HasPassword(text))
                Wrong(field, "address-with-password");
            return text.Length == 0 ? null : text;
        }

        if (!Period.TryParse(stated.Period, out var period))
            Wrong("period", "bad-period", stated.Period);
        else if (period.Last >= today)
            Wrong("period", "period-not-over", stated.Period);
        NotationKey? notation = Code.TryParse<NotationKey>(stated.Notation, out var key) ? key : null;
        var (value, unit) = ((decimal?)null, promise.Unit ?? stated.Unit);
        var typed = (Value: (decimal?)null, Unit: stated.Unit.Length > 0 ? stated.Unit : unit);
        if (stated.Value.Trim().Length == 0)
        {
            if (notation is null)
                Wrong("value", "value-missing");
        }
        else if (notation is not null)
            Wrong("value", "value-or-notation");
        else if (!TypedNumber.TryParse(stated.Value, stated.Culture, out var number))
            Wrong("value", "not-a-number");
        else if (!Units.All.Contains(unit))
            Wrong("unit", "unit-missing");
        else if (UnitScale.Convert(number, typed.Unit, unit) is not { } converted)
            Wrong("unit", "unit-differs", unit);
        else if (decimal.Round(converted, 6) != converted)
            Wrong("value", "number-too-fine");
        else if (Math.Abs(converted) > Most)
            Wrong("value", "number-too-large");
        else
            (value, typed.Value) = (converted, number);
        var span = promise.Span;
        if (span is null && value is not null)
        {
            if (Code.TryParse<MeasuredSpan>(stated.Span, out var chosen))
                span = chosen;
            else
                Wrong("span", "span-missing");
        }
        else if (value is not null && Code.TryParse<MeasuredSpan>(stated.Span, out var said) && said != span)
            Wrong("span", "span-is-fixed", Code.Of(span!.Value));
        if (!Code.TryParse<MeasuringMethod>(stated.Method, out var method))
            Wrong("method", "method-missing");
        var source = Text("source", stated.Source, Measurement.SourceLength);
        if (source is null)
            Wrong("source", "source-missing");
        var evidence = Address(stated.Evidence);
        if (evidence is null && stated.Evidence.Trim().Length > 0)
            Wrong("evidence", "bad-address");
        var note = Text("note", stated.Note, Measurement.TextLength);
        var reason = Text("reason", stated.Reason, Measurement.TextLength);
        if (stated.Corrects > 0 && reason is null)
            Wrong("reason", "reason-missing");
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };
        var other = value is not null && typed.Unit != unit;
        return new StatedValues(
            period,
            value,
            value is null ? null : unit,
            other ? typed.Value : null,
            other ? typed.Unit : null,
            notation,
            span ?? MeasuredSpan.During,
            method,
            source!,
            evidence,
            note,
            stated.Corrects > 0 ? reason : null
        );
    }

    // What nobody sees is left out: the format takes no line breaks here, and nothing that turns the direction of writing.
    internal static string OneLine(string typed) => IsPlain(typed) ? typed : Plain(typed);

    // Most are.
    private static bool IsPlain(string typed)
    {
        var before = ' ';
        foreach (var c in typed)
        {
            if (c is < ' ' or > 'ÿ' or (>= '\u007F' and <= '\u00A0') || (c == ' ' && before == ' '))
                return false;
            before = c;
        }
        return typed.Length == 0 || before != ' ';
    }

    private static string Plain(string typed) =>
        string.Join(
            ' ',
            string.Concat(
                    typed.Select(c =>
                        char.IsControl(c) ? ' '
                        : c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFE' or '\uFFFF'
                            ? ' '
                        : c
                    )
                )
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    internal static bool HasPassword(string text) =>
        text.Contains('@', StringComparison.Ordinal)
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.UserInfo.Length > 0;

    // As programs write it, with blanks escaped.
    internal static string? Address(string typed) =>
        Uri.TryCreate(typed.Trim(), UriKind.Absolute, out var address)
        && address.Scheme is "https" or "http"
        && address.UserInfo.Length == 0
        && address.AbsoluteUri.Length <= Measurement.EvidenceLength
            ? address.AbsoluteUri
            : null;
}
