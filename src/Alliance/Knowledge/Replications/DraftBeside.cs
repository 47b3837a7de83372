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
    private sealed record Original(
        LocalText? Summary,
        IReadOnlyDictionary<string, ReplicationPart> Parts,
        IReadOnlyDictionary<string, OriginArticle> Articles
    );

    /// <returns>Null where it takes nothing over, or where the original is not public any more.</returns>
    /// <remarks>1 query where it comes from somewhere; for what is taken over 2 more of a practice, 6 of a deal.</remarks>
    public static async Task<DraftBeside?> LoadAsync(AppDb db, Draft draft, CancellationToken cancel = default)
    {
        if (draft.Origin is null)
            return null;
        var replication = await db.Replications.AsNoTracking().SingleOrDefaultAsync(r => r.Draft == draft.Key, cancel);
        if (replication is null || await OriginNow.OfAsync(db, replication, cancel) is not { } now)
            return null;
        var then = await ThenAsync(db, draft, replication, now, cancel);
        return new DraftBeside(
            draft.Key,
            draft.Content.Language,
            now,
            [.. Written(draft.Content, replication.Title, then, now)]
        );
    }

    // What a deal said is in the version that stood when the draft was begun; what another installation has stays as it came.
    private static async Task<Original> ThenAsync(
        AppDb db,
        Draft draft,
        Replication replication,
        OriginNow now,
        CancellationToken cancel
    )
    {
        if (replication.Elsewhere is not null)
            return new Original(now.Summary, ByKey(replication.Parts), ByKey(now.Articles));
        if (replication.Kind == OriginKind.Practice)
            return await PracticeThenAsync(db, draft, replication, now, cancel);
        var begun = replication.DraftAt ?? replication.StartedAt;
        var content = await db
            .DealVersions.Where(v => v.Deal!.Identifier == replication.Origin && v.RecordedAt <= begun)
            .OrderByDescending(v => v.Number)
            .Select(v => v.Content)
            .FirstOrDefaultAsync(cancel);
        if (content is null)
            return new Original(now.Summary, ByKey(now.Parts), ByKey(now.Articles));
        var deal = JsonSerializer.Deserialize<DealDocument>(content, JsonColumn.Options)!;
        return new Original(
            // With what was translated since, as long as it is the same.
            $"{deal.Summary}" == $"{now.Summary}"
                ? now.Summary
                : deal.Summary,
            ByKey((deal.Commitments ?? []).Select(c => new ReplicationPart(c.Key, c.Action))),
            ByKey(OriginArticle.OfDeal(deal.Articles))
        );
    }

    // A practice has no versions. Its parts are kept as they were read, and the rest stands in the draft's first revision as it was copied.
    private static async Task<Original> PracticeThenAsync(
        AppDb db,
        Draft draft,
        Replication replication,
        OriginNow now,
        CancellationToken cancel
    )
    {
        var begun = await db
            .DraftRevisions.Where(r => r.DraftId == draft.Id && r.Number == 1)
            .Select(r => r.Content)
            .FirstOrDefaultAsync(cancel);
        var whole = begun?.Articles.FirstOrDefault(a => a.From == OriginArticle.Whole);
        var body = AsCopied(whole?.Body, now.Articles is [var first, ..] ? first.Body : null, draft.Content.Language);
        return new Original(
            AsCopied(begun?.Summary, now.Summary, draft.Content.Language),
            ByKey(replication.Parts),
            ByKey(
                whole is null || body is null
                    ? []
                    : (OriginArticle[])[new OriginArticle(OriginArticle.Whole, null, body)]
            )
        );
    }

    // All of the text as long as it still says in some language what was copied of it; else that alone. It was copied in the draft's language, where
    // the practice is told in that, and else as its city wrote it.
    private static LocalText? AsCopied(string? copied, LocalText? now, string language) =>
        string.IsNullOrEmpty(copied) || now?.All.Any(t => t.Value == copied) == true
            ? now
            : new LocalText(now is null || now.All.Any(t => t.Key == language) ? language : now.Authentic, copied);

    // What was copied of a translation is out of date once that translation reads otherwise.
    private static LocalText? InLanguageOf(LocalText original, LocalText? now) =>
        now is not null
        && now.Authentic != original.Authentic
        && now.All.FirstOrDefault(t => t.Key == original.Authentic).Value is { } same
            ? new LocalText(original.Authentic, same)
            : now;

    private static IEnumerable<TextBeside> Written(DraftContent draft, LocalText title, Original then, OriginNow now)
    {
        var today = ByKey(now.Parts);
        yield return new TextBeside("title", title, now.Title, draft.Title);
        if (then.Summary is { } summary)
            yield return new TextBeside("summary", summary, InLanguageOf(summary, now.Summary), draft.Summary);
        foreach (var promise in draft.Promises)
            if (promise.From is { } from && then.Parts.TryGetValue(from, out var part))
                yield return new TextBeside(
                    $"promise.{promise.Key}.action",
                    part.Title,
                    today.GetValueOrDefault(from)?.Title,
                    promise.Action
                );
        foreach (var article in draft.Articles)
            if (article.From is { } from)
                foreach (var text in Written(article, from, then, now, today))
                    yield return text;
    }

    private static IEnumerable<TextBeside> Written(
        ArticleDraft article,
        string from,
        Original then,
        OriginNow now,
        Dictionary<string, ReplicationPart> today
    )
    {
        var (heading, body) = ($"article.{article.Key}.heading", $"article.{article.Key}.body");
        if (then.Articles.TryGetValue(from, out var copied))
        {
            var there = copied.Among(now.Articles);
            if (copied.Heading is { } named)
                yield return new TextBeside(heading, named, there?.Heading, article.Heading);
            yield return new TextBeside(body, copied.Body, InLanguageOf(copied.Body, there?.Body), article.Body);
        }
        else if (then.Parts.TryGetValue(from, out var part))
        {
            var there = today.GetValueOrDefault(from);
            yield return new TextBeside(heading, part.Title, there?.Title, article.Heading);
            if (part.Text is { } text)
                yield return new TextBeside(body, text, there?.Text, article.Body);
        }
    }

    private static Dictionary<string, ReplicationPart> ByKey(IEnumerable<ReplicationPart> parts) =>
        parts.ToDictionary(p => p.Key, StringComparer.Ordinal);

    private static Dictionary<string, OriginArticle> ByKey(IEnumerable<OriginArticle> articles) =>
        articles.ToDictionary(a => a.Key, StringComparer.Ordinal);
}
