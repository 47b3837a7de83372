using Alliance.Knowledge.Replications;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>Opens a space; whoever does is its first member.</summary>
public sealed class OpenSpace(AppDb db, FindSprintsWithGuests sprints, TimeProvider time)
{
    // The page that opens one has this place.
    private const string Reserved = "new";

    /// <param name="actor">A coordinator; for a sprint's guests the host city's deal manager too.</param>
    /// <param name="kind">A code of <see cref="SpaceKind"/>.</param>
    /// <param name="name">In <paramref name="language"/>.</param>
    /// <param name="purpose">What it is for, or empty.</param>
    /// <param name="sprint">The identifier of the sprint whose guests meet; of another kind it says nothing.</param>
    /// <param name="language">In which it is written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused with <c>not-allowed</c>, <c>somebody-was-faster</c>, or <c>check-fields</c>: at <c>kind</c> <c>unknown-choice</c>; at <c>name</c>
    /// <c>name-missing</c>, <c>text-too-long</c>; at <c>purpose</c> <c>text-too-long</c>; at <c>sprint</c> <c>unknown-choice</c>.
    /// </returns>
    public async Task<Outcome<Space>> RunAsync(
        Actor actor,
        string kind,
        string name,
        string purpose,
        string sprint,
        Language language,
        CancellationToken cancel = default
    )
    {
        var own = await sprints(actor, cancel);
        if (!MayOpen(actor, own))
            return new Refusal("not-allowed");
        var wrong = new List<FieldProblem>();
        void Wrong(string field, string why) => wrong.Add(new FieldProblem(field, new Refusal(why)));
        var known = Code.TryParse<SpaceKind>(kind, out var read);
        if (!known || !MayOpen(actor, own, read))
            Wrong("kind", "unknown-choice");
        name = StatedValues.OneLine(name);
        if (name.Length is 0 or > Space.NameLength)
            Wrong("name", name.Length == 0 ? "name-missing" : "text-too-long");
        var about = Worded.Read(purpose, "purpose", language, wrong);
        var of = known && read == SpaceKind.SprintGuests ? own.FirstOrDefault(s => s.Identifier == sprint) : null;
        if (known && read == SpaceKind.SprintGuests && of is null)
            Wrong("sprint", "unknown-choice");
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };
        var now = time.GetUtcNow().InWholeSeconds().UtcDateTime;
        var space = new Space
        {
            Slug = await FreeSlugAsync(name, cancel),
            Kind = read,
            Name = new LocalText(language.Code, name),
            Purpose = about,
            CityId = of?.City,
            Sprint = of?.Identifier,
            OpenedAt = now,
        };
        space.Members.Add(
            new SpaceMember
            {
                SpaceId = space.Id,
                AccountId = actor.AccountId!.Value,
                Role = SpaceRole.Member,
                Since = now,
                Rhythm = DigestRhythm.Weekly,
                DigestedAt = now,
                SeenAt = now,
            }
        );
        db.Spaces.Add(space);
        if (await db.SaveInTurnAsync(cancel) is not { } raced)
            return space;
        db.ChangeTracker.Clear();
        return raced;
    }

    /// <summary>Whether this person opens any.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="sprints">Those whose guests they may bring together.</param>
    public static bool MayOpen(Actor actor, IReadOnlyList<SprintWithGuests> sprints) =>
        Enum.GetValues<SpaceKind>().Any(k => MayOpen(actor, sprints, k));

    /// <summary>The network's groups are its coordinators'; a sprint's guests are also their host's.</summary>
    public static bool MayOpen(Actor actor, IReadOnlyList<SprintWithGuests> sprints, SpaceKind kind) =>
        actor.IsSignedIn && (kind == SpaceKind.SprintGuests ? sprints.Count > 0 : KnowledgeRights.MayEdit(actor, null));

    private Task<string> FreeSlugAsync(string name, CancellationToken cancel) =>
        FreeSlug.FindAsync(db.Spaces.Select(s => s.Slug), Slug.Of(name, "space"), cancel, Reserved);
}
