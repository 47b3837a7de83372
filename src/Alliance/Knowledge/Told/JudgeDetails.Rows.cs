using System.Globalization;
using Alliance.Monitoring;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Told;

/// <summary>What stands in rows: results and components.</summary>
internal sealed partial class JudgeDetails
{
    private async Task<List<PracticeResult>?> ResultsAsync(
        AppDb db,
        List<PracticeResult> known,
        IReadOnlyList<string> deals,
        CancellationToken cancel
    )
    {
        var results = new List<PracticeResult>();
        var promises =
            deals.Count == 0
                ? []
                : await db
                    .Deals.Where(d => deals.Contains(d.Identifier))
                    .SelectMany(d => d.Commitments, (d, c) => d.Identifier + "/" + c.Key)
                    .ToListAsync(cancel);
        var shown =
            deals.Count == 0
                ? []
                : await db
                    .Measurements.Where(m => deals.Contains(m.Deal!.Identifier))
                    .Select(m => new { Promise = m.Deal!.Identifier + "/" + m.Commitment, m.Trust })
                    .Distinct()
                    .ToListAsync(cancel);
        for (var i = 0; i < DetailRows.Count(stated.Typed, "result"); i++)
        {
            var before = known.Find(r => r.Key == Said($"result-{i}-was"));
            var text = Words($"result-{i}-text", before?.Text);
            var (value, unit, trust, promise) = (
                Number($"result-{i}-value"),
                Said($"result-{i}-unit"),
                Said($"result-{i}-trust"),
                Said($"result-{i}-promise")
            );
            if (text is null && value is null && promise.Length == 0)
                continue;
            if (text is null)
                Wrong($"result-{i}-text", "text-missing");
            if (unit.Length > 0 && !Units.All.Contains(unit))
                Wrong($"result-{i}-unit", "unknown-choice");
            TrustLevel? level = Code.TryParse<TrustLevel>(trust, out var found) ? found : null;
            if (trust.Length > 0 && level is null)
                Wrong($"result-{i}-trust", "unknown-choice");
            // Others vouch for what was measured, and nobody for what a city writes about itself.
            if (
                level is TrustLevel.Checked or TrustLevel.Assured
                && (before?.Trust, before?.Value, $"{before?.Deal}/{before?.Promise}") != (level, value, promise)
                && !shown.Exists(m => m.Promise == promise && m.Trust >= level)
            )
                Wrong($"result-{i}-trust", "trust-not-shown");
            // What stands there already may have left the register since.
            if (promise.Length > 0 && !promises.Contains(promise) && promise != $"{before?.Deal}/{before?.Promise}")
                Wrong($"result-{i}-promise", "unknown-choice");
            var named = promise.Split('/');
            if (text is not null)
                results.Add(
                    new PracticeResult(
                        text,
                        value,
                        value is null || unit.Length == 0 ? null : unit,
                        level,
                        named is [var deal, _] ? deal : null,
                        named is [_, var key] ? key : null
                    )
                );
        }
        if (results.Count > PracticeDetails.MostResults)
            Wrong($"result-{PracticeDetails.MostResults}-text", "too-many-named", $"{PracticeDetails.MostResults}");
        return results.Count == 0 ? null : results;
    }

    private PracticeDetails Components(PracticeDetails known)
    {
        var (parts, last) = (new List<PracticeComponent>(), known.HighestKey);
        for (var i = 0; i < DetailRows.Count(stated.Typed, "component"); i++)
        {
            var key = Said($"component-{i}-key");
            var before = known.Components?.Find(c => c.Key == key);
            var title = Words($"component-{i}-title", before?.Title, Practice.TitleLength);
            var (text, enablers, why) = (
                Words($"component-{i}-text", before?.Text),
                Words($"component-{i}-enablers", before?.Enablers),
                Words($"component-{i}-obstacle-text", before?.ObstacleText)
            );
            var kinds = Said($"component-{i}-obstacles").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct();
            var obstacles = new List<Obstacle>();
            foreach (var kind in kinds)
                if (Code.TryParse<Obstacle>(kind, out var one))
                    obstacles.Add(one);
                else
                    Wrong($"component-{i}-obstacles", "unknown-choice");
            if (title is null && text is null && enablers is null && why is null && obstacles.Count == 0)
                continue;
            if (title is null)
                Wrong($"component-{i}-title", "title-missing");
            if (!Code.TryParse<Importance>(Said($"component-{i}-importance"), out var importance))
                Wrong($"component-{i}-importance", "unknown-choice");
            if (title is not null)
                parts.Add(
                    new PracticeComponent(
                        before is not null && parts.TrueForAll(p => p.Key != before.Key)
                            ? before.Key
                            : string.Create(CultureInfo.InvariantCulture, $"k{++last}"),
                        title,
                        importance,
                        text,
                        enablers,
                        obstacles.Count == 0 ? null : [.. obstacles.Order()],
                        why
                    )
                );
        }
        return known with { Components = parts.Count == 0 ? null : parts, LastKey = last == 0 ? null : last };
    }

    // The same part or result, wherever it stood when the form was opened.
    private PracticeComponent Translated(PracticeComponent known) =>
        RowOf("component", "key", known.Key) is not { } i
            ? known
            : known with
            {
                Title = Words($"component-{i}-title", known.Title, Practice.TitleLength)!,
                Text = Words($"component-{i}-text", known.Text),
                Enablers = Words($"component-{i}-enablers", known.Enablers),
                ObstacleText = Words($"component-{i}-obstacle-text", known.ObstacleText),
            };

    private PracticeResult Translated(PracticeResult known) =>
        RowOf("result", "was", known.Key) is { } i
            ? known with
            {
                Text = Words($"result-{i}-text", known.Text)!,
            }
            : known;

    private int? RowOf(string kind, string field, string key)
    {
        for (var i = 0; i < DetailRows.Count(stated.Typed, kind); i++)
            if (Said($"{kind}-{i}-{field}") == key)
                return i;
        return null;
    }
}
