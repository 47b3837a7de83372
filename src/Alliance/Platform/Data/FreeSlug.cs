using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

/// <summary>The next free address for a name. Stored with the caller's <c>SaveChanges</c>, whose unique index says if somebody else took it meanwhile.</summary>
public static class FreeSlug
{
    /// <param name="used">The addresses of all that have one.</param>
    /// <param name="wanted">As <see cref="Slug.Of"/> makes it.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="reserved">Addresses that are pages.</param>
    /// <remarks>1 query.</remarks>
    public static async Task<string> FindAsync(
        IQueryable<string> used,
        string wanted,
        CancellationToken cancel,
        params string[] reserved
    )
    {
        var like = wanted + "-";
        var near = await used.Where(i => i == wanted || i.StartsWith(like)).ToListAsync(cancel);
        return Slug.Free(wanted, near.Concat(reserved).ToHashSet(StringComparer.Ordinal));
    }
}
