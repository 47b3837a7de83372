using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Told;

/// <summary>
/// The details as they become by what was typed in one language: in another than the practice's own only the words change. Rows without a word are
/// left out.
/// </summary>
/// <remarks>
/// Wrong can be: <c>text-too-long</c>, <c>translate-what</c>, <c>not-a-number</c>, <c>unknown-choice</c>, <c>too-many-named</c>, <c>trust-not-shown</c> where nobody else has
/// vouched for a number, and where a row has something but no words <c>text-missing</c> or <c>title-missing</c>.
/// </remarks>
internal sealed partial class JudgeDetails(StatedDetails stated, string own, string language, List<FieldProblem> wrong)
{
    private bool IsOwn => own == language;

    /// <param name="db">The register.</param>
    /// <param name="known">What stands there.</param>
    /// <param name="deals">The deals that the practice comes from: their parties are known by name, and their promises show what came of it.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>3 queries at most.</remarks>
    public async Task<PracticeDetails?> RunAsync(
        AppDb db,
        PracticeDetails known,
        IReadOnlyList<string> deals,
        CancellationToken cancel
    )
    {
        if (!stated.Typed.ContainsKey("problem"))
            return known == PracticeDetails.None ? null : known;
        var told = known with
        {
            Problem = Words("problem", known.Problem),
            Done = Words("done", known.Done),
            WentWrong = Words("went-wrong", known.WentWrong),
            Advice = Words("advice", known.Advice),
            Cost = Cost(known.Cost ?? new PracticeCost()),
        };
        told = IsOwn
            ? Components(told) with
            {
                By = await PartiesAsync(db, known.By ?? [], deals, cancel),
                Results = await ResultsAsync(db, known.Results ?? [], deals, cancel),
            }
            : Translated(told);
        return told == PracticeDetails.None ? null : told;
    }

    private PracticeDetails Translated(PracticeDetails known) =>
        known with
        {
            Results = known.Results?.Select(Translated).ToList(),
            Components = known.Components?.Select(Translated).ToList(),
        };

    private PracticeCost? Cost(PracticeCost known)
    {
        var note = Words("cost-note", known.Note);
        if (!IsOwn)
            return Some(known with { Note = note });
        var currency = Said("cost-currency");
        if (currency.Length > 0 && !Currencies.All.Contains(currency))
            Wrong("cost-currency", "unknown-choice");
        var money = Number("cost-money");
        return Some(
            new PracticeCost(
                money,
                money is null ? null
                    : currency.Length == 0 ? Currencies.All[0]
                    : currency,
                Number("cost-person-months"),
                Number("cost-months"),
                note
            )
        );

        static PracticeCost? Some(PracticeCost cost) => cost == new PracticeCost() ? null : cost;
    }

    private async Task<List<PracticeParty>?> PartiesAsync(
        AppDb db,
        List<PracticeParty> known,
        IReadOnlyList<string> deals,
        CancellationToken cancel
    )
    {
        var names = Said("by")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (names.Count > PracticeDetails.MostParties)
            Wrong("by", "too-many-named", $"{PracticeDetails.MostParties}");
        if (names.Exists(n => n.Length > PracticeDetails.LineLength))
            Wrong("by", "text-too-long");
        if (names.Count == 0)
            return null;
        var there =
            deals.Count == 0
                ? []
                : await db
                    .Deals.Where(d => deals.Contains(d.Identifier))
                    .SelectMany(d => d.Parties)
                    .Where(p => p.Organisation != null)
                    .Select(p => new { p.Organisation!.Name, p.Organisation.Identifier })
                    .ToListAsync(cancel);
        return names.ConvertAll(n =>
            known.Find(k => k.Name == n && k.Organisation is not null)
            ?? new PracticeParty(n, there.Find(o => o.Name == n)?.Identifier)
        );
    }

    private LocalText? Words(string field, LocalText? known, int longest = PracticeDetails.TextLength)
    {
        var typed = Said(field);
        if (typed.Length > longest)
            Wrong(field, "text-too-long");
        if (IsOwn || known is not null)
            return TypedText.With(known, own, language, typed);
        if (typed.Length > 0)
            Wrong(field, "translate-what");
        return null;
    }

    private decimal? Number(string field)
    {
        var typed = Said(field);
        if (typed.Length == 0)
            return null;
        if (
            TypedNumber.TryParse(typed, stated.Culture, out var number)
            && number >= (field.StartsWith("cost", StringComparison.Ordinal) ? 0 : decimal.MinValue)
        )
            return number;
        Wrong(field, "not-a-number");
        return null;
    }

    private string Said(string field) => TypedText.Plain(stated.Typed.GetValueOrDefault(field, ""));

    private void Wrong(string field, string code, params string[] values) =>
        wrong.Add(new FieldProblem(field, new Refusal(code, values)));
}
