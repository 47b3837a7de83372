namespace Alliance.Deals.Documents;

/// <summary>What must hold within one deal's document beyond its schema.</summary>
public static class DealRules
{
    /// <param name="tell">Field, stable code, what stands there, what may stand there.</param>
    public static void Check(DealDocument document, Action<string, string, string?, string?> tell)
    {
        if (document.Start?.First > document.End?.Last)
            tell("end", "end-before-start", document.End.ToString(), document.Start.ToString());
        if (document is { Prototype: true, EnglishSummary: null } && !InEnglish.Has(document.Summary))
            tell("prototype", InEnglish.Missing, null, null);

        var parties = new HashSet<string>();
        foreach (var (i, party) in document.Parties.Index())
        {
            if (!parties.Add(party.Key))
                tell($"parties[{i}].key", "duplicate-key", party.Key, null);
            var kinds = new object?[] { party.Organisation, party.Group, party.Collective }.Count(k => k is not null);
            if (kinds != 1)
                tell($"parties[{i}]", "party-kind", kinds.ToString(null, null), null);
        }

        var commitments = new HashSet<string>();
        var known = string.Join(", ", parties);
        foreach (var (i, commitment) in (document.Commitments ?? []).Index())
        {
            if (!commitments.Add(commitment.Key))
                tell($"commitments[{i}].key", "duplicate-key", commitment.Key, null);
            if (!parties.Contains(commitment.By))
                tell($"commitments[{i}].by", "unknown-party", commitment.By, known);
            foreach (var (j, with) in (commitment.With ?? []).Index())
                if (!parties.Contains(with))
                    tell($"commitments[{i}].with[{j}]", "unknown-party", with, known);
        }

        var indicators = new HashSet<string>();
        foreach (var (i, indicator) in (document.Indicators ?? []).Index())
        {
            if (!indicators.Add(indicator.Key))
                tell($"indicators[{i}].key", "duplicate-key", indicator.Key, null);
            if (indicator.Commitment is { } promised && !commitments.Contains(promised))
                tell(
                    $"indicators[{i}].commitment",
                    "unknown-commitment",
                    promised,
                    commitments.Count == 0 ? "–" : string.Join(", ", commitments)
                );
        }
    }
}
