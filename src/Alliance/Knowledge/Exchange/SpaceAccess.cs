using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>A space as one person finds it: what they are there, and what they may do.</summary>
/// <param name="Member">Null for a coordinator who is not among the members.</param>
public sealed record SpaceAccess(Space Space, SpaceMember? Member, Actor Actor)
{
    public bool IsOpen => Space.ClosedAt is null;

    /// <summary>The network's coordinators read all spaces, and see to it that they stay of use.</summary>
    public bool IsCoordinator => Actor.Has(MembershipRole.Coordinator);

    /// <summary>Asks and answers, and shares documents.</summary>
    public bool MayWrite => IsOpen;

    /// <summary>Puts a proposal before the space.</summary>
    public bool MayPropose => IsOpen && (IsCoordinator || Member is { Role: SpaceRole.Member });

    /// <summary>Is asked for a position.</summary>
    public bool MayTakePosition => IsOpen && Member is { Role: SpaceRole.Member };

    /// <summary>Invites people and lets them go, and closes the space.</summary>
    public bool MayKeep =>
        IsCoordinator
        || (Member is { Role: SpaceRole.Member } && Space.CityId is { } city && DraftRights.MayManage(Actor, city));

    /// <summary>The asker says what helped, and whether it is settled; a coordinator where the asker does not.</summary>
    public bool MaySettle(Topic topic) =>
        IsOpen && topic.Kind != TopicKind.Decision && (IsCoordinator || IsAuthor(topic.AuthorId));

    /// <summary>Who proposed it, or a coordinator, notes what came of it; once.</summary>
    public bool MayNoteOutcome(Topic topic) =>
        IsOpen
        && topic is { Kind: TopicKind.Decision, Outcome: null }
        && (IsCoordinator || (MayPropose && IsAuthor(topic.AuthorId)));

    public bool IsAuthor(long? author) => author is { } one && one == Actor.AccountId;

    /// <summary>What this person may list.</summary>
    public static IQueryable<Space> Visible(IQueryable<Space> spaces, Actor actor)
    {
        if (actor.Has(MembershipRole.Coordinator))
            return spaces;
        var account = actor.AccountId ?? 0;
        return spaces.Where(s => s.Members.Any(m => m.AccountId == account && m.Until == null));
    }

    /// <summary>The space with its city; null where there is none of that name for this person. One query.</summary>
    public static async Task<SpaceAccess?> OpenAsync(
        AppDb db,
        Actor actor,
        string slug,
        CancellationToken cancel = default
    )
    {
        var account = actor.AccountId ?? 0;
        var found = await Visible(db.Spaces, actor)
            .Where(s => s.Slug == slug)
            .Select(s => new
            {
                Space = s,
                s.City,
                Member = s.Members.FirstOrDefault(m => m.AccountId == account && m.Until == null),
            })
            .SingleOrDefaultAsync(cancel);
        return found is null ? null : new SpaceAccess(found.Space, found.Member, actor);
    }
}
