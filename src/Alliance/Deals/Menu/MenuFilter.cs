using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Menu;

/// <summary>What a reader of the menu chose; the address carries all of it.</summary>
/// <param name="Area">The identifier of a policy area.</param>
/// <param name="Kind">What kind of organisation the reader is.</param>
/// <param name="Effort">How much a promise may take.</param>
/// <param name="Side">Only what partners, or only what the city gives.</param>
public sealed record MenuFilter(string? Area, OrganisationKind? Kind, Effort? Effort, MenuSide? Side)
{
    public static readonly MenuFilter All = new(null, null, null, null);

    /// <summary>Reads an address; what it does not understand is in <see cref="Unknown"/>, and the rest still holds.</summary>
    public static MenuFilter Parse(IQueryCollection query)
    {
        var unknown = new List<(string Name, string Value)>();
        var area = Of("area", v => SharedAreas.Find(v)?.Id);
        var kind = OfCode<OrganisationKind>("kind");
        var effort = OfCode<Effort>("effort");
        var side = OfCode<MenuSide>("side");
        return new MenuFilter(area, kind, effort, side) { Unknown = unknown };

        T? OfCode<T>(string name)
            where T : struct, Enum =>
            Of(name, v => Code.TryParse<T>(v, out _) ? v : null) is { } code ? Code.Parse<T>(code) : null;

        string? Of(string name, Func<string, string?> known)
        {
            // "All areas" is an empty value.
            if (DealFilter.Clean(query[name].LastOrDefault()) is not { Length: > 0 } value)
                return null;
            var read = known(value);
            if (read is null)
                unknown.Add((name, value));
            return read;
        }
    }

    /// <summary>What the address asked for and nobody understood.</summary>
    public IReadOnlyList<(string Name, string Value)> Unknown { get; init; } = [];

    public bool Empty => this is { Area: null, Kind: null, Effort: null, Side: null };

    public bool Fits(MenuAction action) =>
        (Area is null || action.Areas.Contains(Area))
        && (Kind is not { } kind || action.Kinds.Contains(kind))
        && (Effort is null || action.Effort == Effort)
        && (Side is null || action.Side == Side);

    /// <summary>The choice as it stands behind the question mark; empty when nothing is chosen.</summary>
    public string Print()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("area", Area),
            ("kind", Kind is { } kind ? Code.Of(kind) : null),
            ("effort", Effort is { } effort ? Code.Of(effort) : null),
            ("side", Side is { } side ? Code.Of(side) : null),
        };
        return string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}"));
    }

    public string Address(Reader reader)
    {
        var query = Print();
        return reader.At(query.Length == 0 ? "menu" : "menu?" + query);
    }
}
