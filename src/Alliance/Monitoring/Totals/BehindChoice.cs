using System.Globalization;
using Alliance.Monitoring.Indicators;
using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Monitoring.Totals;

/// <summary>Which of an indicator's sums a list is behind; what is null is not chosen. Addresses carry all of it.</summary>
/// <param name="Unit">The sum's: what converts into it is listed in it.</param>
/// <param name="Per">Of rates <c>year</c>; <see cref="NoRate"/> of what is none.</param>
public sealed record BehindChoice(
    int? Year = null,
    TrustLevel? Trust = null,
    string? Unit = null,
    string? Per = null,
    EmissionScope? Scope = null
)
{
    public const string NoRate = "none";

    public static readonly IReadOnlyList<string> Rates = ["year", NoRate];

    /// <summary>Everything that stands in one chart.</summary>
    public static BehindChoice Of(SumGroup sums) => new(Unit: sums.Unit, Per: sums.Per ?? NoRate, Scope: sums.Scope);

    /// <summary>Reads an address; what it does not understand is as if it were not there.</summary>
    public static BehindChoice Parse(IQueryCollection query)
    {
        string? Of(string name) => query[name].LastOrDefault();
        return new BehindChoice(
            Period.TryParse(Of("year"), out var period) && period.Part.Length == 0 ? period.Year : null,
            Code.TryParse<TrustLevel>(Of("trust"), out var trust) ? trust : null,
            Of("unit") is { } unit && Units.All.Contains(unit) ? unit : null,
            Of("per") is { } per && Rates.Contains(per) ? per : null,
            Code.TryParse<EmissionScope>(Of("scope"), out var scope) ? scope : null
        );
    }

    public bool Fits(SumKey of, TrustLevel trust) =>
        (Year is null || Year == of.Year)
        && (Trust is null || Trust == trust)
        && (Unit is null || Unit == of.Unit)
        && (Per is null || Per == (of.Per ?? NoRate))
        && (Scope is null || Scope == of.Scope);

    /// <summary>The units in which such numbers may have been measured; null where any will do.</summary>
    public IReadOnlyList<string>? MeasuredIn(Indicator indicator)
    {
        if (Unit is null)
            return null;
        var alike = UnitScale.Alike(indicator.Unit);
        return Unit == indicator.Unit ? alike
            // What converts is summed in the indicator's unit and in no other.
            : alike.Contains(Unit) ? []
            : [Unit];
    }

    /// <summary>As it stands in an address behind its days: <c>&amp;year=2025</c>; empty where nothing is chosen.</summary>
    public string Query =>
        string.Concat(
            new (string Name, string? Value)[]
            {
                ("year", Year?.ToString(CultureInfo.InvariantCulture)),
                ("trust", Trust is { } trust ? Code.Of(trust) : null),
                ("unit", Unit),
                ("per", Per),
                ("scope", Scope is { } scope ? Code.Of(scope) : null),
            }
                .Where(p => p.Value is not null)
                .Select(p => $"&{p.Name}={p.Value}")
        );
}
