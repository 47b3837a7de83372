using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Exchange;

/// <summary>The names of who wrote in a space. Whose account is gone has none any more: the words stay, the name goes.</summary>
public sealed class SpaceNames
{
    public static readonly SpaceNames None = new([]);

    private readonly Dictionary<long, string> names;

    private SpaceNames(Dictionary<long, string> names) => this.names = names;

    /// <summary>One query.</summary>
    public static async Task<SpaceNames> LoadAsync(
        FindPeople people,
        IEnumerable<long?> accounts,
        CancellationToken cancel
    )
    {
        var found = await people([.. accounts.OfType<long>().Distinct()], cancel);
        return new SpaceNames(found.ToDictionary(p => p.AccountId, p => p.Name));
    }

    public string Of(long? account, Reader reader) =>
        account is { } one && names.TryGetValue(one, out var name) ? name : reader["space.somebody"];
}
