using System.Globalization;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>Where a topic stands in the list of its space.</summary>
public enum TopicPlace
{
    /// <summary>Questions and challenges that wait for an answer that helps.</summary>
    Open,

    /// <summary>Proposals without an outcome.</summary>
    Deciding,
    Settled,
}

/// <summary>A topic in a list.</summary>
public sealed record TopicRow(
    long Id,
    TopicKind Kind,
    LocalText Title,
    long? AuthorId,
    DateTime At,
    TopicPlace Place,
    int Answers,
    int Positions,
    bool Helped,
    DateOnly? AskedUntil,
    DecisionOutcome? Outcome
)
{
    public const int Size = 20;

    /// <summary>What is open, then what is decided on, then what is settled; the newest first: one query, one page.</summary>
    /// <param name="db">The database.</param>
    /// <param name="space">Its number.</param>
    /// <param name="kind">Only these, or all.</param>
    /// <param name="after">As <see cref="Cursor"/> writes it, or null for the first page.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<(IReadOnlyList<TopicRow> Rows, string? Next)> PageAsync(
        AppDb db,
        long space,
        TopicKind? kind,
        string? after,
        CancellationToken cancel
    )
    {
        var topics = db
            .SpaceTopics.Where(t => t.SpaceId == space && (kind == null || t.Kind == kind))
            .Select(t => new
            {
                Topic = t,
                Place = t.SettledAt != null ? 2
                : t.Kind == TopicKind.Decision ? 1
                : 0,
            });
        if (Read(after) is var (place, id))
            topics = topics.Where(t => t.Place > place || (t.Place == place && t.Topic.Id < id));
        var found = await topics
            .OrderBy(t => t.Place)
            .ThenByDescending(t => t.Topic.Id)
            .Take(Size + 1)
            .Select(t => new
            {
                t.Topic.Id,
                t.Topic.Kind,
                t.Topic.Title,
                t.Topic.AuthorId,
                t.Topic.At,
                t.Place,
                Answers = db.SpaceAnswers.Count(a => a.TopicId == t.Topic.Id && a.RemovedBecause == null),
                Positions = db.SpacePositions.Count(p => p.TopicId == t.Topic.Id),
                Helped = t.Topic.HelpfulId != null,
                t.Topic.AskedUntil,
                t.Topic.Outcome,
            })
            .ToListAsync(cancel);
        List<TopicRow> rows =
        [
            .. found
                .Take(Size)
                .Select(t => new TopicRow(
                    t.Id,
                    t.Kind,
                    t.Title,
                    t.AuthorId,
                    t.At,
                    (TopicPlace)t.Place,
                    t.Answers,
                    t.Positions,
                    t.Helped,
                    t.AskedUntil,
                    t.Outcome
                )),
        ];
        return (rows, found.Count > Size ? rows[^1].Cursor : null);
    }

    /// <summary>Where a page ends.</summary>
    public string Cursor => string.Create(CultureInfo.InvariantCulture, $"{(int)Place}-{Id}");

    private static (int Place, long Id)? Read(string? cursor) =>
        cursor?.Split('-') is [var place, var id]
        && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var before)
            ? (at, before)
            : null;
}
