using Alliance.Network;
using Alliance.Platform.Mail;

namespace Alliance.Identity.Tokens;

/// <summary>
/// By a token a program acts in the name of one person, for some of the places that person acts for. Only its hash is stored:
/// who reads the database cannot use it.
/// </summary>
public sealed class AccessToken
{
    public const int NameLength = 60;
    public const int ScopeLength = 40;

    /// <summary>How many one person may have.</summary>
    public const int Most = 20;

    // So that whoever finds one in a file, or a program that looks for such, knows what it is.
    private const string Beginning = "alliance_";

    public long Id { get; private set; }
    public required long AccountId { get; init; }

    /// <summary>What the person calls it: <em>Energy monitor</em>.</summary>
    public required string Name { get; init; }

    /// <inheritdoc cref="TokenScope.Code"/>
    public required string Scope { get; init; }
    public required string Hash { get; init; }
    public required DateOnly Since { get; init; }

    /// <summary>The last day on which it works.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>By day: when exactly somebody's program runs is nobody's business.</summary>
    public DateOnly? LastUsed { get; private set; }
    public List<AccessTokenPlace> Places { get; init; } = [];

    /// <summary>A token's secret, which is shown once, and what is kept of it.</summary>
    public static (string Secret, string Hash) NewSecret()
    {
        var secret = Beginning + LinkToken.New();
        return (secret, LinkToken.HashOf(secret));
    }

    /// <summary>The last day that may be chosen on this one.</summary>
    public static DateOnly Latest(DateOnly today) => today.AddYears(1);
}

/// <summary>A city or an organisation for which a token may be used.</summary>
public sealed class AccessTokenPlace
{
    public long Id { get; private set; }
    public long TokenId { get; private set; }
    public long? CityId { get; init; }
    public City? City { get; init; }
    public long? OrganisationId { get; init; }
    public Organisation? Organisation { get; init; }
}
