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
    /// <summary>For each of these members what others did since their last digest: topics first, the newest last. Two queries.</summary>
    public static async Task<ILookup<long, SpaceNews>> LoadAsync(
        AppDb db,
        IReadOnlyCollection<long> members,
        DateTime to,
        CancellationToken cancel
    )
    {
        var topics = await (
            from m in db.SpaceMembers
            where members.Contains(m.Id)
            from t in db.SpaceTopics
            where t.SpaceId == m.SpaceId
            select new
            {
                Member = m.Id,
                t.Id,
                t.Title,
                t.Kind,
                t.Outcome,
                IsNew = t.At >= m.DigestedAt && t.At < to && t.AuthorId != m.AccountId,
                Decided = t.Outcome != null
                    && t.SettledAt >= m.DigestedAt
                    && t.SettledAt < to
                    && t.NotedById != m.AccountId,
                Answers = db.SpaceAnswers.Count(a =>
                    a.TopicId == t.Id
                    && a.At >= m.DigestedAt
                    && a.At < to
                    && a.AuthorId != m.AccountId
                    && a.RemovedBecause == null
                ),
            }
        )
            .Where(t => t.IsNew || t.Decided || t.Answers > 0)
            .OrderBy(t => t.Id)
            .ToListAsync(cancel);
        var documents = await (
            from m in db.SpaceMembers
            where members.Contains(m.Id)
            from d in db.SpaceDocuments
            where
                d.SpaceId == m.SpaceId
                && d.At >= m.DigestedAt
                && d.At < to
                && d.AuthorId != m.AccountId
                && d.RemovedAt == null
            orderby d.Id
            select new { Member = m.Id, d.Title }
        ).ToListAsync(cancel);
        return topics
            .Select(t =>
                (t.Member, News: new SpaceNews(t.Id, t.Title, t.Kind, t.IsNew, t.Answers, t.Decided ? t.Outcome : null))
            )
            .Concat(
                documents.Select(d =>
                    (d.Member, News: new SpaceNews(null, new LocalText("en", d.Title), null, true, 0, null))
                )
            )
            .ToLookup(n => n.Member, n => n.News);
    }
}
