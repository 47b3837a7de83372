using System.Globalization;

namespace Alliance.Monitoring.Reporting;

/// <summary>The form of a request: one set of fields for each question, their names ending in its number.</summary>
public static class ReportForm
{
    /// <summary>What was typed, question by question.</summary>
    public static IReadOnlyList<StatedAnswer> Read(IFormCollection form, IEnumerable<long> questions) =>
        [.. questions.Select(q => Read(form, q))];

    /// <summary>The question that is to be corrected; null where the address names none that was reported on.</summary>
    public static long? Corrected(string? named, IEnumerable<AskedPromise> promises) =>
        long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && promises.Any(p => p.Question.Id == id && p.Reported is not null)
            ? id
            : null;

    private static StatedAnswer Read(IFormCollection form, long question)
    {
        string Typed(string field) => form[SendReport.Field(field, question)].LastOrDefault() ?? "";
        return new StatedAnswer(
            question,
            Typed("value"),
            Typed("unit"),
            Typed("notation"),
            Typed("span"),
            Typed("method"),
            Typed("source"),
            Typed("sentence"),
            Typed("link"),
            Typed("delivery"),
            [.. form[SendReport.Field("obstacles", question)].OfType<string>()],
            Typed("wants-help").Length > 0,
            Typed("help"),
            Typed("still-true").Length > 0,
            int.TryParse(Typed("corrects"), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? version
                : 0,
            Typed("reason")
        )
        {
            Sent = form.Files[SendReport.Field("file", question)],
        };
    }
}
