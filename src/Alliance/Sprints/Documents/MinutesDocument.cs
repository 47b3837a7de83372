using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;
using Alliance.Sprints.After;

namespace Alliance.Sprints.Documents;

/// <summary>Approved minutes of a sprint in the open format: one line of <c>minutes.jsonl</c>. They never change.</summary>
/// <param name="Id">The sprint's identifier and the number: <c>espoo-2026.2</c>.</param>
/// <param name="Sprint">The sprint's identifier.</param>
/// <param name="Number">From 1; the highest is what holds.</param>
/// <param name="ApprovedAt">When the host city approved them (UTC).</param>
/// <param name="Text">In the language in which they are written.</param>
public record MinutesDocument(string Id, string Sprint, int Number, DateTime ApprovedAt, LocalText Text) : IDocument
{
    public static string IdOf(string sprint, int number) => FormattableString.Invariant($"{sprint}.{number}");

    internal static MinutesDocument Of(Minutes minutes, string sprint) =>
        new(
            IdOf(sprint, minutes.Number),
            sprint,
            minutes.Number,
            minutes.ApprovedAt!.Value.InWholeSeconds(),
            new LocalText(minutes.Language, minutes.Text)
        );

    internal Minutes Row(long sprint) =>
        new()
        {
            SprintId = sprint,
            Number = Number,
            Text = $"{Text}",
            Language = Text.Authentic,
            ApprovedAt = ApprovedAt,
        };
}
