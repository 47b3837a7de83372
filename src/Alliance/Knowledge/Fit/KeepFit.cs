using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Fit;

/// <summary>A city says how a practice or a deal of another one would stand with it, or says it anew.</summary>
public sealed class KeepFit(AppDb db, FitVersions versions, TimeProvider time)
{
    /// <param name="actor">Who writes for the city.</param>
    /// <param name="city">The city's number.</param>
    /// <param name="name">What it is about.</param>
    /// <param name="turn">The state that was read (<see cref="CityFit.Turn"/>); 0 where there was none.</param>
    /// <param name="typed">
    /// Codes of <see cref="FitAnswer"/> by the keys of what is weighed (<see cref="FitPoint.Key"/>), empty for what is left open; and remedies by
    /// <see cref="FitPoint.RemedyKey"/>. What else there is, is left out.
    /// </param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// What is kept. Refused with <c>not-allowed</c>, <c>fit-not-found</c>, <c>somebody-was-faster</c>, <c>fits-are-many</c>, <c>fit-says-nothing</c>; or
    /// with <c>check-fields</c>: at an answer <c>unknown-choice</c>, at a remedy <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<CityFit>> RunAsync(
        Actor actor,
        long city,
        FitName name,
        int turn,
        IReadOnlyDictionary<string, string> typed,
        CancellationToken cancel = default
    )
    {
        if (!KnowledgeRights.MayEdit(actor, city))
            return new Refusal("not-allowed");
        if (await FitSubject.FindAsync(db, name, cancel) is not { } subject)
            return new Refusal("fit-not-found");
        var stored = $"{name}";
        var known = await db.CityFits.SingleOrDefaultAsync(f => f.CityId == city && f.Subject == stored, cancel);
        if ((known?.Turn ?? 0) != turn)
            return new Refusal("somebody-was-faster");
        if (known is null && await db.CityFits.CountAsync(f => f.CityId == city, cancel) >= CityFit.MostOfCity)
            return new Refusal("fits-are-many", $"{CityFit.MostOfCity}");

        var wrong = new List<FieldProblem>();
        var said = Judge(versions.Current.Points(subject.Parts), typed, wrong);
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };
        if (known is null && said.Answers.Count == 0)
            return new Refusal("fit-says-nothing");

        var now = time.GetUtcNow().UtcDateTime;
        if (known is null)
            db.CityFits.Add(
                known = new CityFit
                {
                    CityId = city,
                    Subject = stored,
                    Said = said,
                    Weights = versions.Current.Version,
                    Turn = 0,
                    ChangedAt = now,
                }
            );
        (known.Said, known.Weights, known.ChangedAt) = (said, versions.Current.Version, now);
        known.Turn++;
        // Two that begin at once: the second one looks again.
        return await db.SaveInTurnAsync(cancel) is { } raced ? raced : known;
    }

    private static FitSaid Judge(
        IReadOnlyList<FitPoint> points,
        IReadOnlyDictionary<string, string> typed,
        List<FieldProblem> wrong
    )
    {
        var answers = new Dictionary<string, FitAnswer>(StringComparer.Ordinal);
        var remedies = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var point in points)
        {
            if (typed.GetValueOrDefault(point.Key) is { Length: > 0 } code)
                if (Code.TryParse<FitAnswer>(code, out var answer))
                    answers[point.Key] = answer;
                else
                    wrong.Add(new FieldProblem(point.Key, new Refusal("unknown-choice")));
            if (
                point.Part is null
                || TypedText.Plain(typed.GetValueOrDefault(point.RemedyKey, "")) is not { Length: > 0 } remedy
            )
                continue;
            if (remedy.Length > CityFit.RemedyLength)
                wrong.Add(new FieldProblem(point.RemedyKey, new Refusal("text-too-long")));
            remedies[point.Key] = remedy;
        }
        return new FitSaid(answers, remedies);
    }
}
