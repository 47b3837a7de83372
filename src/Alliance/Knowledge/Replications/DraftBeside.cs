using System.Text.Json;
using Alliance.Deals.Documents;
using Alliance.Deals.Drafting;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Replications;

/// <summary>A draft's texts beside those of what its city takes over: what is still as it was copied, and what reads otherwise there by now.</summary>
/// <param name="Key">Of the draft.</param>
/// <param name="Language">In which it is written.</param>
/// <param name="Texts">In the draft's order; what somebody added has no original.</param>
public sealed record DraftBeside(string Key, string Language, OriginNow Origin, IReadOnlyList<TextBeside> Texts)
{
    private sealed record Original(LocalText? Summary, IReadOnlyDictionary<string, ReplicationPart> Parts);

    /// <returns>Null where it takes nothing over, or where the original is not public any more.</returns>
    /// <remarks>1 query where it comes from somewhere; for what is taken over 1 more of a practice, 6 of a deal.</remarks>
    public static async Task<DraftBeside?> LoadAsync(AppDb db, Draft draft, CancellationToken cancel = default)
    {
        if (draft.Origin is null)
            return null;
        var replication = await db.Replications.AsNoTracking().SingleOrDefaultAsync(r => r.Draft == draft.Key, cancel);
        if (replication is null || await OriginNow.OfAsync(db, replication, cancel) is not { } now)
            return null;
        var then = await ThenAsync(db, replication, now, cancel);
        return new DraftBeside(
            draft.Key,
            draft.Content.Language,
            now,
            [.. Written(draft.Content, replication.Title, then, now)]
        );
    }

    // What a deal said is in the version that stood when the draft was begun; of a practice the parts are kept as they were read.
    private static async Task<Original> ThenAsync(
        AppDb db,
        Replication replication,
        OriginNow now,
        CancellationToken cancel
    )
    {
        if (replication.Kind == OriginKind.Practice || replication.Elsewhere is not null)
            return new Original(now.Summary, ByKey(replication.Parts));
        var begun = replication.DraftAt ?? replication.StartedAt;
        var content = await db
            .DealVersions.Where(v => v.Deal!.Identifier == replication.Origin && v.RecordedAt <= begun)
            .OrderByDescending(v => v.Number)
            .Select(v => v.Content)
            .FirstOrDefaultAsync(cancel);
        if (content is null)
            return new Original(now.Summary, ByKey(now.Parts));
        var deal = JsonSerializer.Deserialize<DealDocument>(content, JsonColumn.Options)!;
        return new Original(
            // With what was translated since, as long as it is the same.
            $"{deal.Summary}" == $"{now.Summary}"
                ? now.Summary
                : deal.Summary,
            ByKey((deal.Commitments ?? []).Select(c => new ReplicationPart(c.Key, c.Action)))
        );
    }

    private static IEnumerable<TextBeside> Written(DraftContent draft, LocalText title, Original then, OriginNow now)
    {
        var today = ByKey(now.Parts);
        yield return new TextBeside("title", title, now.Title, draft.Title);
        if (then.Summary is { } summary)
            yield return new TextBeside("summary", summary, now.Summary, draft.Summary);
        foreach (var promise in draft.Promises)
            if (promise.From is { } from && then.Parts.TryGetValue(from, out var part))
                yield return new TextBeside(
                    $"promise.{promise.Key}.action",
                    part.Title,
                    today.GetValueOrDefault(from)?.Title,
                    promise.Action
                );
        foreach (var article in draft.Articles)
        {
            if (article.From is not { } from || !then.Parts.TryGetValue(from, out var part))
                continue;
            var there = today.GetValueOrDefault(from);
            yield return new TextBeside($"article.{article.Key}.heading", part.Title, there?.Title, article.Heading);
            if (part.Text is { } text)
                yield return new TextBeside($"article.{article.Key}.body", text, there?.Text, article.Body);
        }
    }

    private static Dictionary<string, ReplicationPart> ByKey(IEnumerable<ReplicationPart> parts) =>
        parts.ToDictionary(p => p.Key, StringComparer.Ordinal);
}
