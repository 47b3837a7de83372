using Alliance.Platform;

namespace Alliance.Deals.Drafting;

/// <summary>What a draft must have before others are asked to read, release or sign it. Little, on purpose.</summary>
public static class DraftRules
{
    /// <summary>
    /// What is still missing, by field: <c>title-missing</c>, <c>parties-missing</c> (the city and one more that signs),
    /// <c>promise-missing</c>, <c>action-missing</c>, <c>date-missing</c> (a date or "no date yet"), <c>contact-missing</c>,
    /// <c>unit-missing</c>, <c>target-unconfirmed</c>, <c>evaluation-missing</c> (of a deal or a climate contract: a day to look at it, or an end), and
    /// contradictions.
    /// </summary>
    public static IReadOnlyList<FieldProblem> Missing(Draft draft)
    {
        var content = draft.Content;
        var problems = new List<FieldProblem>();
        void Tell(string field, string code, params string[] values) =>
            problems.Add(new FieldProblem(field, new Refusal(code, values)));

        if (content.Title.Length == 0)
            Tell("title", "title-missing");
        if (
            !content.Parties.Any(p => p.Role == PartyRole.City)
            || !content.Parties.Any(p => p.Role == PartyRole.Signatory)
        )
            Tell("parties", "parties-missing");
        if (content.Promises.Count == 0)
            Tell("promises", "promise-missing");
        foreach (var promise in content.Promises)
        {
            var path = "promise." + promise.Key;
            if (promise.Action.Length == 0)
                Tell(path + ".action", "action-missing");
            if (promise.When is null && !promise.NoDateYet)
                Tell(path + ".when", "date-missing");
            if (promise.Value is not null && promise.Unit is null)
                Tell(path + ".unit", "unit-missing");
            if (promise is { Unconfirmed: true, Value: not null })
                Tell(path + ".value", "target-unconfirmed");
        }
        foreach (var party in content.Parties.Where(p => p.Role is PartyRole.Signatory or PartyRole.City))
            if (draft.Parties.Find(p => p.Key == party.Key)?.ContactEmail is null)
                Tell("party." + party.Key, "contact-missing", party.Name);
        // What binds its parties must not lapse in silence.
        if (
            content.Instrument is Instrument.Deal or Instrument.ClimateContract
            && (content.Evaluation ?? content.End) is null
        )
            Tell("evaluation", "evaluation-missing");
        problems.AddRange(Contradictions(content));
        return problems;
    }

    /// <summary>What cannot be true at once: <c>end-before-start</c>, <c>unknown-party</c>, <c>date-and-none</c>.</summary>
    public static IEnumerable<FieldProblem> Contradictions(DraftContent content)
    {
        if (content.Start?.First > content.End?.Last)
            yield return new FieldProblem("end", new Refusal("end-before-start", $"{content.Start}"));
        foreach (var promise in content.Promises)
        {
            var path = "promise." + promise.Key;
            if (content.Party(promise.By) is null)
                yield return new FieldProblem(path + ".by", new Refusal("unknown-party"));
            if (promise.With.Any(w => content.Party(w) is null))
                yield return new FieldProblem(path + ".with", new Refusal("unknown-party"));
            if (promise.When is not null && promise.NoDateYet)
                yield return new FieldProblem(path + ".when", new Refusal("date-and-none"));
        }
    }
}
