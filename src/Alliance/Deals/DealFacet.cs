using System.Globalization;
using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Deals;

/// <summary>Something deals can be chosen by: its name in addresses, and which values make sense.</summary>
public sealed class DealFacet
{
    public static readonly DealFacet City = new("city", IsIdentifier);
    public static readonly DealFacet Area = new("area", IsIdentifier);
    public static readonly DealFacet Instrument = Coded<Instrument>("instrument");
    public static readonly DealFacet Standing = Coded<Standing>("standing");
    public static readonly DealFacet Delivery = Coded<Delivery>("status");
    public static readonly DealFacet Kind = Coded<OrganisationKind>("kind");
    public static readonly DealFacet Year = new("year", v => v == DealFilter.Undated || IsYear(v));
    public static readonly DealFacet Open = Coded<OpenToJoin>("open");

    /// <summary>In the order in which readers meet them.</summary>
    public static readonly IReadOnlyList<DealFacet> All =
    [
        City,
        Area,
        Instrument,
        Delivery,
        Year,
        Kind,
        Open,
        Standing,
    ];

    private readonly Func<string, bool> accepts;

    private DealFacet(
        string name,
        Func<string, bool> accepts,
        string? textGroup = null,
        IReadOnlyList<string>? codes = null
    )
    {
        Name = name;
        this.accepts = accepts;
        TextGroup = textGroup;
        Codes = codes ?? [];
    }

    public string Name { get; }

    /// <summary>Where the values are codes: the group of texts that names them (<c>organisation-kind</c>).</summary>
    public string? TextGroup { get; }

    /// <summary>Where the values are codes: all of them, in the order of declaration.</summary>
    public IReadOnlyList<string> Codes { get; }

    public bool Accepts(string value) => accepts(value);

    public override string ToString() => Name;

    /// <summary>Whether a text can be the identifier of anything (docs/format.md, "Identifier").</summary>
    internal static bool IsIdentifier(string text) =>
        text.Length is > 0 and <= 100
        && text[0] != '-'
        && text[^1] != '-'
        && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static bool IsYear(string text) =>
        text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && y >= 1000;

    private static DealFacet Coded<T>(string name)
        where T : struct, Enum => new(name, v => Code.TryParse<T>(v, out _), Code.OfType<T>(), Code.All<T>());
}
