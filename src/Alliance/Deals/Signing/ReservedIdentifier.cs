using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Signing;

/// <summary>
/// A name that a fixed text uses already, although its deal or organisation is not in the register yet: two texts that
/// are signed at the same time must not mean different things by one name.
/// </summary>
public sealed class ReservedIdentifier
{
    public long Id { get; private set; }

    /// <summary><c>deal</c> or <c>organisation</c>.</summary>
    public required string Kind { get; init; }
    public required string Identifier { get; init; }

    /// <summary>
    /// The next free identifier for a name: <c>backerei-muster</c>, <c>backerei-muster-2</c>. Stored with the caller's
    /// <c>SaveChanges</c>, whose unique index says if somebody else took it meanwhile.
    /// </summary>
    internal static async Task<string> TakeAsync(
        AppDb db,
        string kind,
        string name,
        IQueryable<string> taken,
        CancellationToken cancel
    )
    {
        var wanted = Slug.Of(name, kind);
        var like = wanted + "-";
        var used = (
            await taken
                .Where(i => i == wanted || i.StartsWith(like))
                .Union(
                    db.ReservedIdentifiers.Where(r =>
                            r.Kind == kind && (r.Identifier == wanted || r.Identifier.StartsWith(like))
                        )
                        .Select(r => r.Identifier)
                )
                .ToListAsync(cancel)
        ).ToHashSet(StringComparer.Ordinal);
        used.UnionWith(db.ReservedIdentifiers.Local.Where(r => r.Kind == kind).Select(r => r.Identifier));
        var free = Slug.Free(wanted, used);
        db.ReservedIdentifiers.Add(new ReservedIdentifier { Kind = kind, Identifier = free });
        return free;
    }
}
