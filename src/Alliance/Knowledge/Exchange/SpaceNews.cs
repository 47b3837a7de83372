using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>What others did to one topic, or a document that they shared, between two moments.</summary>
/// <param name="Topic">Its number; null for a document.</param>
/// <param name="Title">Of the topic or the document, in the language it is written in.</param>
/// <param name="IsNew">It was begun since then.</param>
/// <param name="Outcome">What was decided since then.</param>
public sealed record SpaceNews(
    long? Topic,
    LocalText Title,
    TopicKind? Kind,
    bool IsNew,
    int Answers,
    DecisionOutcome? Outcome
)
{
    /// <summary>Topics first, the newest last. Two queries.</summary>
    public static async Task<IReadOnlyList<SpaceNews>> LoadAsync(
        AppDb db,
        long space,
        long own,
        DateTime from,
        DateTime to,
        CancellationToken cancel
    )
    {
        var topics = await db
            .SpaceTopics.Where(t => t.SpaceId == space)
            .Select(t => new
            {
                t.Id,
                t.Title,
                t.Kind,
                t.Outcome,
                IsNew = t.At >= from && t.At < to && t.AuthorId != own,
                Decided = t.Outcome != null && t.SettledAt >= from && t.SettledAt < to && t.NotedById != own,
                Answers = db.SpaceAnswers.Count(a =>
                    a.TopicId == t.Id && a.At >= from && a.At < to && a.AuthorId != own && a.RemovedBecause == null
                ),
            })
            .Where(t => t.IsNew || t.Decided || t.Answers > 0)
            .OrderBy(t => t.Id)
            .ToListAsync(cancel);
        var documents = await db
            .SpaceDocuments.Where(d =>
                d.SpaceId == space && d.At >= from && d.At < to && d.AuthorId != own && d.RemovedAt == null
            )
            .OrderBy(d => d.Id)
            .Select(d => d.Title)
            .ToListAsync(cancel);
        return
        [
            .. topics.Select(t => new SpaceNews(
                t.Id,
                t.Title,
                t.Kind,
                t.IsNew,
                t.Answers,
                t.Decided ? t.Outcome : null
            )),
            .. documents.Select(d => new SpaceNews(null, new LocalText("en", d), null, true, 0, null)),
        ];
    }
}
