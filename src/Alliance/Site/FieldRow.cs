using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Site;

/// <summary>A row of a city's matrix: one of its own fields with the shared areas it stands for, or a shared area itself.</summary>
/// <param name="Areas">Empty for an own field that was not mapped: then nothing can be counted.</param>
/// <param name="Own">It is the city's own field.</param>
/// <param name="Complete">The city declared its list complete for all of its areas: an empty cell means none.</param>
public sealed record FieldRow(LocalText Name, IReadOnlyList<PolicyArea> Areas, bool Own, bool Complete)
{
    /// <summary>
    /// The city's own fields; then, or for a city without any, the shared areas that no own field covers. So every deal
    /// with an area falls into at least one row.
    /// </summary>
    public static List<FieldRow> Of(City city, IReadOnlyList<PolicyArea> shared)
    {
        var own = city
            .ActionFields.Select(field =>
            {
                // An import may leave the areas of a field out.
                var areas = shared.Where(a => field.Areas?.Contains(a.Identifier) == true).ToList();
                return new FieldRow(field.Name, areas, true, Declared(areas));
            })
            .ToList();
        var covered = own.SelectMany(r => r.Areas).ToHashSet();
        return
        [
            .. own,
            .. shared.Where(a => !covered.Contains(a)).Select(a => new FieldRow(a.Name, [a], false, Declared([a]))),
        ];

        bool Declared(List<PolicyArea> areas) =>
            areas.Count > 0 && areas.TrueForAll(a => city.CompleteFor.Contains(a.Identifier));
    }

    /// <summary>The deals list that holds what a cell counts.</summary>
    public string Address(Reader reader, string city, Instrument? instrument)
    {
        var filter = new DealFilter()
            .With(DealFacet.City, city)
            .With(DealFacet.Area, [.. Areas.Select(a => a.Identifier)]);
        return (instrument is { } one ? filter.With(DealFacet.Instrument, Platform.Data.Code.Of(one)) : filter).Address(
            reader
        );
    }
}
