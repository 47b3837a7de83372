namespace Alliance.Network;

/// <summary>
/// An association says that it may sign for a member. The member is told and may object at any time; what was signed before
/// stays signed. Rows are kept: who signed for whom must be read years later.
/// </summary>
public sealed class Mandate
{
    public const int ContactLength = 320;

    public long Id { get; private set; }
    public required long AssociationId { get; init; }
    public Organisation? Association { get; init; }
    public required long MemberId { get; init; }
    public Organisation? Member { get; init; }
    public required DateTime Since { get; init; }

    /// <summary>Null while it holds.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>When the member objected; then it ended too. While it stands the association cannot declare it again.</summary>
    public DateTime? ObjectedAt { get; private set; }

    /// <summary>Where the member was told, if the association gave an address; a person's perhaps, hence erased with the end.</summary>
    public string? Contact { get; private set; }

    /// <summary>Of the link by which the member objects without an account; only its hash is kept.</summary>
    public string? LinkHash { get; private set; }

    public bool IsInForce => EndedAt is null;

    /// <summary>The member is told by a mail with this link.</summary>
    public void Tell(string? contact, string linkHash) => (Contact, LinkHash) = (contact, linkHash);

    /// <summary>The association ends it.</summary>
    public void End(DateTime now)
    {
        EndedAt ??= now;
        Contact = null;
    }

    /// <summary>The member objects.</summary>
    public void Object(DateTime now)
    {
        End(now);
        ObjectedAt ??= now;
    }

    /// <summary>The member no longer objects: the association may declare it anew.</summary>
    public void AllowAgain() => ObjectedAt = null;

    /// <summary>What may act for many small ones.</summary>
    public static bool MayBeGivenTo(OrganisationKind kind) =>
        kind is OrganisationKind.SmeAssociation or OrganisationKind.Network or OrganisationKind.SocialEconomy;
}
