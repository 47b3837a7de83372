using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Network;

/// <summary>
/// Says that one record is the same organisation as another. Only the one pointer is set: parties, versions and the
/// record itself stay as they are, counts and pages follow the pointer, and <see cref="UnmergeOrganisation"/> undoes it.
/// </summary>
/// <remarks>
/// Merges are one step deep: a record that others were merged into is not merged away, and nothing is merged into a
/// merged record. Following chains would make every count recursive; flattening them would lose what to undo.
/// </remarks>
public sealed class MergeOrganisations(AppDb db, TimeProvider time)
{
    public async Task<Outcome<Organisation>> MergeAsync(
        string identifier,
        string into,
        CancellationToken cancel = default
    )
    {
        if (identifier == into)
            return new Refusal("merge-into-itself", identifier);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Two merges at once, or a merge and an import, could build the chain that each of them alone refuses.
        await db.TakeTurnAsync(cancel);
        var both = await db
            .Organisations.Include(o => o.MergedInto)
            .Where(o => o.Identifier == identifier || o.Identifier == into)
            .ToListAsync(cancel);
        if (both.Find(o => o.Identifier == identifier) is not { } organisation)
            return new Refusal("organisation-not-found", identifier);
        if (both.Find(o => o.Identifier == into) is not { } target)
            return new Refusal("organisation-not-found", into);
        var followers = await db
            .Organisations.Where(o => o.MergedIntoId == organisation.Id)
            .OrderBy(o => o.Identifier)
            .Select(o => o.Identifier)
            .ToListAsync(cancel);
        if (Refuse(organisation, target, followers) is { } refusal)
            return refusal;

        organisation.MergedInto = target;
        db.Raise(
            "organisation-merged",
            new OrganisationsMerged(organisation.Identifier, target.Identifier),
            Tags(organisation, target),
            time.GetUtcNow()
        );
        await db.SaveChangesAsync(cancel);
        await SearchIndex.WriteAsync(db, OrganisationTerms.Source, [organisation.Id, target.Id], cancel);
        await transaction.CommitAsync(cancel);
        return organisation;
    }

    /// <summary>The rule itself: merges form no chain. Imports hold it too (<c>merge-chain</c>).</summary>
    public static Refusal? Refuse(Organisation organisation, Organisation target, IReadOnlyList<string> followers) =>
        target.MergedInto == organisation ? new Refusal("merge-circle", organisation.Identifier, target.Identifier)
        : organisation.MergedInto is { } already
            ? new Refusal("already-merged", organisation.Identifier, already.Identifier)
        : target.MergedInto is { } beyond ? new Refusal("merge-target-merged", target.Identifier, beyond.Identifier)
        : followers.Count > 0 ? new Refusal("has-merged-records", organisation.Identifier, string.Join(", ", followers))
        : null;

    // Partners and signatories are counted on the pages of every city that has a deal with one of them.
    internal static string[] Tags(Organisation one, Organisation other) =>
        [$"organisation:{one.Identifier}", $"organisation:{other.Identifier}", "organisations", "cities", "deals"];
}

/// <summary>What the two events tell: which record, and the one it was or is merged into.</summary>
public sealed record OrganisationsMerged(string Organisation, string Into);
