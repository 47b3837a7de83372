using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>A topic with what was said to it, as its page shows it.</summary>
/// <param name="About">The name of what it is about, as far as that is still there.</param>
/// <param name="Answers">One page of them, the oldest first.</param>
/// <param name="Next">Behind which the next page begins.</param>
/// <param name="StillAsked">So many members have taken no position.</param>
public sealed record TopicView(
    SpaceAccess Access,
    Topic Topic,
    LocalText? About,
    IReadOnlyList<Answer> Answers,
    long? Next,
    IReadOnlyList<Position> Positions,
    int StillAsked,
    SpaceNames Names
)
{
    private const int Size = 20;

    /// <returns>Null where there is no such topic for this person. Seven queries at most.</returns>
    public static async Task<TopicView?> LoadAsync(
        AppDb db,
        FindPeople people,
        NameSprint sprints,
        Actor actor,
        string slug,
        long number,
        long after,
        CancellationToken cancel
    )
    {
        if (await SpaceAccess.OpenAsync(db, actor, slug, cancel) is not { } access)
            return null;
        var topic = await db
            .SpaceTopics.AsNoTracking()
            .SingleOrDefaultAsync(t => t.Id == number && t.SpaceId == access.Space.Id, cancel);
        if (topic is null)
            return null;
        var answers = await db
            .SpaceAnswers.AsNoTracking()
            .Where(a => a.TopicId == topic.Id && a.Id > after)
            .OrderBy(a => a.Id)
            .Take(Size + 1)
            .ToListAsync(cancel);
        long? next = answers.Count > Size ? answers[Size - 1].Id : null;
        answers = [.. answers.Take(Size)];
        var decides = topic.Kind == TopicKind.Decision;
        var positions = decides
            ? await db.SpacePositions.AsNoTracking().Where(p => p.TopicId == topic.Id).ToListAsync(cancel)
            : [];
        var asked = decides
            ? await db.SpaceMembers.CountAsync(
                m =>
                    m.SpaceId == topic.SpaceId
                    && m.Until == null
                    && m.Role == SpaceRole.Member
                    && !db.SpacePositions.Any(p => p.TopicId == topic.Id && p.AccountId == m.AccountId),
                cancel
            )
            : 0;
        return new TopicView(
            access,
            topic,
            topic.Link is { } link ? await TopicLink.NameAsync(db, sprints, link, cancel) : null,
            answers,
            next,
            positions,
            asked,
            await SpaceNames.LoadAsync(
                people,
                [topic.AuthorId, .. answers.Select(a => a.AuthorId), .. positions.Select(p => p.AccountId)],
                cancel
            )
        );
    }
}
