using System.Collections.Frozen;

namespace Alliance.Network;

/// <summary>The units quantities may have. Their names are texts (<c>unit.mwh</c>); adding one means adding those.</summary>
public static class Units
{
    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        "percent",
        "t-co2",
        "t-co2e",
        "t",
        "kwh",
        "mwh",
        "mw",
        "gwh",
        "kw",
        "kg",
        "kg-co2",
        "kg-co2e",
        "kg-ch4",
        "t-ch4",
        "kg-n2o",
        "t-n2o",
        "ha",
        "m",
        "m2",
        "m3",
        "km",
        "eur",
        "sek",
        "dkk",
        "nok",
        "chf",
        "pln",
        "czk",
        "huf",
        "ron",
        "bgn",
        "gbp",
        "isk",
        "years",
        "times",
        "people",
        "residents",
        "children",
        "households",
        "companies",
        "organisations",
        "businesses",
        "partnerships",
        "deals",
        "commitments",
        "actions",
        "challenges",
        "goals",
        "ideas",
        "votes",
        "meals",
        "poles",
        "hours",
        "days",
        "jobs",
        "items",
        "events",
        "trees"
    );

    public static readonly FrozenSet<string> Rates = FrozenSet.Create(
        StringComparer.Ordinal,
        "year",
        "person-year",
        "meal"
    );
}
