using System.Globalization;
using Alliance.Deals.Documents;
using Alliance.Deals.Drafting;
using Alliance.Deals.Signing;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Joining;

/// <summary>What a joiner promises, read from the fields of a form or the cells of a row, by the rules that drafts have.</summary>
internal static class JoinWords
{
    public static readonly string[] Fields = ["action", "value", "unit", "per", "when"];

    /// <summary>Another's promise as a sentence to begin with: the number is open (<see cref="Composing.Gap"/>).</summary>
    public static string Sentence(CommitmentDocument promise, Language language)
    {
        var said = promise.Action.In(language);
        return Gapped(said.Text, promise.Quantity, Language.Find(said.Language) ?? language);
    }

    /// <param name="typed">Texts by name (<see cref="Fields"/>).</param>
    /// <param name="start">The promise it began with; what stands unchanged keeps its other languages.</param>
    /// <param name="language">The language it is written in.</param>
    /// <param name="culture">How numbers are written.</param>
    /// <param name="problems">What is wrong, by field: <c>action-missing</c>, <c>text-too-long</c>, <c>not-a-number</c>,
    /// <c>unit-missing</c>, <c>unknown-choice</c>, <c>not-a-date</c>, <c>gap-left</c>.</param>
    public static JoinPromise? Read(
        IReadOnlyDictionary<string, string> typed,
        CommitmentDocument? start,
        Language language,
        CultureInfo culture,
        List<FieldProblem> problems
    )
    {
        var before = problems.Count;
        var content = new DraftContent
        {
            Instrument = Instrument.Deal,
            Language = language.Code,
            Promises = [new PromiseDraft("c1", "p1")],
        };
        foreach (var field in Fields)
        {
            (content, var wrong) = DraftFields.Write(
                content,
                "promise.c1." + field,
                typed.GetValueOrDefault(field, ""),
                culture
            );
            if (wrong is not null)
                problems.Add(new FieldProblem(field, new Refusal(wrong)));
        }
        var said = content.Promises[0];
        if (said is { Value: not null, Unit: null } && !problems.Exists(p => p.Field == "unit"))
            problems.Add(new FieldProblem("unit", new Refusal("unit-missing")));
        var quantity = FixedText.QuantityOf(said);
        if (
            quantity is null
            && said.Action.Contains(Composing.Gap, StringComparison.Ordinal)
            && !problems.Exists(p => p.Field is "value" or "unit")
        )
            problems.Add(new FieldProblem("value", new Refusal("gap-left")));
        if (problems.Count > before)
            return null;
        var same = start is not null && Sentence(start, language) == said.Action;
        return new JoinPromise(
            same
                ? InAllLanguages(start!, said)
                : new LocalText(language.Code, FixedText.Filled(said.Action, said, language)),
            quantity,
            same ? start!.Direction : null,
            said.When
        );
    }

    private static LocalText InAllLanguages(CommitmentDocument start, PromiseDraft said) =>
        new(
            start.Action.Authentic,
            start.Action.All.Select(t =>
                KeyValuePair.Create(
                    t.Key,
                    Language.Find(t.Key) is { } language
                        ? FixedText.Filled(Gapped(t.Value, start.Quantity, language), said, language)
                        : t.Value
                )
            )
        );

    private static string Gapped(string text, Quantity? quantity, Language language) =>
        quantity is null
            ? text
            : text.Replace(
                QuantityText.Of(quantity, new Reader(language)).ToString(),
                Composing.Gap,
                StringComparison.Ordinal
            );
}
