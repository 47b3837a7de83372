using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>A space in somebody's list.</summary>
/// <param name="IsMember">Or a coordinator who looks in.</param>
/// <param name="SeenAt">When they looked at it last; null where they never did.</param>
/// <param name="Topics">What others began since then.</param>
/// <param name="Answers">What others said since then.</param>
/// <param name="Documents">What others shared since then.</param>
public sealed record ListedSpace(
    string Slug,
    LocalText Name,
    SpaceKind Kind,
    bool IsClosed,
    bool IsMember,
    DateTime? SeenAt,
    int Topics,
    int Answers,
    int Documents
)
{
    public bool HasNews => Topics + Answers + Documents > 0;

    /// <summary>The own ones first, the newest first: one query, and at most so many.</summary>
    public static async Task<IReadOnlyList<ListedSpace>> LoadAsync(
        AppDb db,
        Actor actor,
        int most,
        CancellationToken cancel
    )
    {
        var own = actor.AccountId ?? 0;
        var spaces = await SpaceAccess
            .Visible(db.Spaces, actor)
            .Select(s => new { Space = s, Me = s.Members.FirstOrDefault(m => m.AccountId == own && m.Until == null) })
            .Select(s => new
            {
                s.Space.Id,
                s.Space.Slug,
                s.Space.Name,
                s.Space.Kind,
                s.Space.ClosedAt,
                IsMember = s.Me != null,
                Seen = s.Me != null ? s.Me.SeenAt : null,
                Since = s.Me != null ? s.Me.SeenAt ?? s.Me.Since : (DateTime?)null,
            })
            .OrderByDescending(s => s.IsMember)
            .ThenByDescending(s => s.Id)
            .Select(s => new
            {
                Space = s,
                Topics = db.SpaceTopics.Count(t => t.SpaceId == s.Id && t.At > s.Since && t.AuthorId != own),
                Answers = db.SpaceAnswers.Count(a =>
                    a.Topic!.SpaceId == s.Id && a.At > s.Since && a.AuthorId != own && a.RemovedBecause == null
                ),
                Documents = db.SpaceDocuments.Count(d =>
                    d.SpaceId == s.Id && d.At > s.Since && d.AuthorId != own && d.RemovedAt == null
                ),
            })
            .Take(most)
            .ToListAsync(cancel);
        return
        [
            .. spaces.Select(s => new ListedSpace(
                s.Space.Slug,
                s.Space.Name,
                s.Space.Kind,
                s.Space.ClosedAt is not null,
                s.Space.IsMember,
                s.Space.Seen,
                s.Topics,
                s.Answers,
                s.Documents
            )),
        ];
    }

    /// <summary>Whether there is anything here for this person: a space, or an invitation. Three queries at most.</summary>
    public static async Task<bool> AnyAsync(
        AppDb db,
        FindPeople people,
        Actor actor,
        DateTime now,
        CancellationToken cancel
    ) =>
        KnowledgeRights.MayEdit(actor, null)
        || await SpaceAccess.Visible(db.Spaces, actor).AnyAsync(cancel)
        || (
            await AnswerInvitation.EmailAsync(people, actor, cancel) is { } email
            && await AnswerInvitation.Open(db, email, now).AnyAsync(cancel)
        );

    /// <summary>What is new, in one sentence.</summary>
    public string News(Reader reader)
    {
        string[] parts =
        [
            .. Topics > 0 ? [reader.Count("space.new-topics", Topics)] : (string[])[],
            .. Answers > 0 ? [reader.Count("space.new-answers", Answers)] : (string[])[],
            .. Documents > 0 ? [reader.Count("space.new-documents", Documents)] : (string[])[],
        ];
        var what = string.Join(", ", parts);
        return SeenAt is { } seen
            ? reader["space.new-since", reader.Date(DateOnly.FromDateTime(seen)), what]
            : reader["space.new-to-you", what];
    }
}
