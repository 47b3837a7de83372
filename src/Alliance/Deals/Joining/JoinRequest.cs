using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Joining;

/// <summary>Who joins.</summary>
public enum JoinerKind
{
    Organisation,

    /// <summary>People together, without being an organisation of the register.</summary>
    Group,

    /// <summary>One person, who is never named in public.</summary>
    Resident,
}

public enum JoinState
{
    /// <summary>The link in the mail was not used yet: perhaps somebody typed another's address.</summary>
    Unconfirmed,

    /// <summary>The city has to answer.</summary>
    Waiting,
    Accepted,
    Refused,
}

/// <summary>
/// Somebody wants to join a deal: what they promise, and the person to write to. It lies apart from the deal until the
/// city has accepted it; the person never comes into the deal, and is forgotten at <see cref="KeepUntil"/>.
/// </summary>
public sealed class JoinRequest
{
    public const int NameLength = 200;

    /// <summary>How long a link waits to be confirmed.</summary>
    public static readonly TimeSpan ToConfirm = TimeSpan.FromDays(14);

    /// <summary>How long the city has; a request that waits longer is dead.</summary>
    internal static readonly TimeSpan ToAnswer = TimeSpan.FromDays(365);

    /// <summary>How long a refusal can be asked about.</summary>
    internal static readonly TimeSpan AfterRefusal = TimeSpan.FromDays(90);

    /// <summary>How long a joiner is written to: after the deal's end, or where it has none, from the day of joining.</summary>
    internal static readonly TimeSpan AfterEnd = TimeSpan.FromDays(365);

    /// <inheritdoc cref="AfterEnd"/>
    internal static readonly TimeSpan WithoutEnd = TimeSpan.FromDays(3 * 365);

    public long Id { get; private set; }
    public Deal? Deal { get; set; }
    public required long DealId { get; init; }

    /// <summary>What the form was sent with; sent twice, it is the same request.</summary>
    public required string Submission { get; init; }

    /// <summary>The row, where an association joins for many; else 0.</summary>
    public int Row { get; init; }
    public required JoinerKind Kind { get; init; }

    /// <summary>Of the organisation or group; nobody's own name.</summary>
    public string? Name { get; set; }

    /// <summary>Of an organisation.</summary>
    public OrganisationKind? OrganisationKind { get; init; }

    /// <summary>Whether the deal may name the organisation or group.</summary>
    public required bool ShowName { get; init; }
    public required JoinPromise Promise { get; init; }
    public string? ContactName { get; set; }
    public string? ContactEmail { get; set; }

    /// <summary>The language of the person, ISO 639-1.</summary>
    public required string ContactLanguage { get; init; }

    /// <summary>The association that joins for its member.</summary>
    public Organisation? By { get; set; }

    /// <inheritdoc cref="By"/>
    public long? ById { get; init; }

    /// <summary>Who sent the association's table; told what became of it.</summary>
    public long? ByAccountId { get; init; }

    /// <summary>SHA-256 of the token in the mail, lower-case hex; null for rows of an association.</summary>
    public string? TokenHash { get; init; }
    public JoinState State { get; set; }
    public required DateTime At { get; init; }

    /// <summary>Since when the city has to answer.</summary>
    public DateTime? ConfirmedAt { get; set; }
    public DateTime? AnsweredAt { get; set; }

    /// <summary>Why the city refused.</summary>
    public string? Reason { get; set; }

    /// <summary>The number of the party's key in the deal, once accepted: 3 for <c>j3</c>. Never given twice.</summary>
    public int? PartyNumber { get; set; }

    /// <summary>The day from which the person is forgotten (UTC); null when that is done.</summary>
    public DateTime? KeepUntil { get; set; }

    /// <summary>Exactly these, in their order; null where one of them does not wait any more.</summary>
    internal static async Task<List<JoinRequest>?> WaitingAsync(
        AppDb db,
        Deal deal,
        IReadOnlyList<long> ids,
        CancellationToken cancel
    )
    {
        var found = await db
            .JoinRequests.Where(r => r.DealId == deal.Id && r.State == JoinState.Waiting && ids.Contains(r.Id))
            .OrderBy(r => r.Id)
            .ToListAsync(cancel);
        return found.Count == 0 || found.Count != ids.Distinct().Count() ? null : found;
    }
}

/// <summary>What a joiner promises.</summary>
/// <param name="Quantity">Null is <em>not quantified</em>.</param>
/// <param name="When">Null where there is no date yet.</param>
public sealed record JoinPromise(
    LocalText Action,
    Quantity? Quantity = null,
    Direction? Direction = null,
    PartialDate? When = null
);
