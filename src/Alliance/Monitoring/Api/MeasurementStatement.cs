using System.Globalization;
using System.Text.Json;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;

namespace Alliance.Monitoring.Api;

/// <summary>
/// What a program says of a promise: the fields of a <see cref="MeasurementDocument"/> that are its own to say. For the
/// description; what is sent is read by <see cref="Read"/>, so that all that is wrong with it is said at once, field by field.
/// </summary>
public sealed record MeasurementStatement(
    string Deal,
    string Commitment,
    string Period,
    int? Version,
    MeasuredSpan? Span,
    decimal? Value,
    string? Unit,
    NotationKey? Notation,
    MeasuringMethod Method,
    string Source,
    string? Evidence,
    string? Note,
    string? Reason
)
{
    private static readonly string[] Texts =
    [
        "deal",
        "commitment",
        "period",
        "span",
        "unit",
        "notation",
        "method",
        "source",
        "evidence",
        "note",
        "reason",
    ];
    private static readonly string[] Numbers = ["version", "value"];

    /// <summary>True of a promise in force; a test sends it as it stands here and in docs/api.md.</summary>
    public static readonly MeasurementStatement Example = new(
        "trees-for-example-street",
        "c3",
        "2025",
        null,
        MeasuredSpan.During,
        400,
        "trees",
        null,
        MeasuringMethod.Measured,
        "Counted by the gardeners.",
        "https://example.org/trees-2025",
        null,
        null
    );

    /// <summary>
    /// Refused with <c>check-fields</c>: at any field <c>unknown-field</c>, <c>not-a-text</c>, <c>not-a-json-number</c>,
    /// <c>unknown-value</c>; at <c>version</c> <c>bad-version</c>. The rest is judged with the promise.
    /// </summary>
    public static Outcome<StatedMeasurement> Read(JsonElement sent)
    {
        var wrong = new List<FieldProblem>();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in sent.EnumerateObject())
        {
            var (name, kind) = (field.Name, field.Value.ValueKind);
            if (Texts.Contains(name) && kind == JsonValueKind.String)
                fields[name] = field.Value.GetString()!;
            else if (Numbers.Contains(name) && kind == JsonValueKind.Number)
                fields[name] = field.Value.GetRawText();
            // What is absent may also be said to be.
            else if (kind != JsonValueKind.Null || !(Texts.Contains(name) || Numbers.Contains(name)))
                wrong.Add(
                    new FieldProblem(
                        name,
                        Texts.Contains(name) ? new Refusal("not-a-text", name)
                            : Numbers.Contains(name) ? new Refusal("not-a-json-number", name)
                            : new Refusal("unknown-field", name, string.Join(", ", Texts.Concat(Numbers)))
                    )
                );
        }
        string Said(string field) => fields.GetValueOrDefault(field, "");
        string Coded<T>(string field)
            where T : struct, Enum
        {
            if (Said(field) is { Length: > 0 } said && !Code.TryParse<T>(said, out _))
                wrong.Add(
                    new FieldProblem(field, new Refusal("unknown-value", field, said, string.Join(", ", Code.All<T>())))
                );
            return Said(field);
        }

        var corrects = StatedMeasurement.CorrectedBy(Said("version"));
        if (corrects is null)
            wrong.Add(new FieldProblem("version", new Refusal("bad-version", Said("version"))));
        var stated = new StatedMeasurement(
            Said("deal"),
            Said("commitment"),
            Said("period"),
            Plain(Said("value")),
            Said("unit"),
            Coded<NotationKey>("notation"),
            Coded<MeasuredSpan>("span"),
            Coded<MeasuringMethod>("method"),
            Said("source"),
            Said("evidence"),
            Said("note"),
            corrects ?? 0,
            Said("reason"),
            CultureInfo.InvariantCulture
        );
        if (stated.Unit.Length > 0 && !Units.All.Contains(stated.Unit))
            wrong.Add(
                new FieldProblem(
                    "unit",
                    new Refusal("unknown-value", "unit", stated.Unit, string.Join(", ", Units.All))
                )
            );
        return wrong.Count > 0 ? new Refusal("check-fields") { Fields = wrong } : stated;
    }

    // JSON may write 1500 as 1.5e3.
    private static string Plain(string number) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : number;
}
