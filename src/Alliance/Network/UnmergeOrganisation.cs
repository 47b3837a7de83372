using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Network;

/// <summary>Undoes a merge: the record stands for itself again, with every deal that named it.</summary>
public sealed class UnmergeOrganisation(AppDb db, TimeProvider time)
{
    public async Task<Outcome<Organisation>> UnmergeAsync(string identifier, CancellationToken cancel = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.TakeTurnAsync(cancel);
        var organisation = await db
            .Organisations.Include(o => o.MergedInto)
            .FirstOrDefaultAsync(o => o.Identifier == identifier, cancel);
        if (organisation is null)
            return new Refusal("organisation-not-found", identifier);
        if (organisation.MergedInto is not { } target)
            return new Refusal("not-merged", identifier);

        organisation.MergedInto = null;
        db.Raise(
            "organisation-unmerged",
            new OrganisationsMerged(organisation.Identifier, target.Identifier),
            MergeOrganisations.Tags(organisation, target),
            time.GetUtcNow()
        );
        await db.SaveChangesAsync(cancel);
        await SearchIndex.WriteAsync(db, OrganisationTerms.Source, [organisation.Id, target.Id], cancel);
        await transaction.CommitAsync(cancel);
        return organisation;
    }
}
