using System.Text;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Tables;

/// <summary>What tables may call by its name: cities, policy areas, organisations.</summary>
internal sealed class TableNames
{
    private readonly Dictionary<string, int> areaOrder = [];

    public NameIndex Cities { get; } = new();
    public NameIndex Areas { get; } = new();
    public NameIndex Organisations { get; } = new();

    public static async Task<TableNames> LoadAsync(AppDb db)
    {
        var names = new TableNames();
        foreach (var city in await db.Cities.Select(c => new { c.Identifier, c.Name }).ToListAsync())
            names.Cities.Add(city.Identifier, Of(city.Name));
        foreach (
            var area in await db
                .PolicyAreas.Select(a => new
                {
                    a.Identifier,
                    a.Name,
                    a.Order,
                })
                .ToListAsync()
        )
        {
            names.Areas.Add(area.Identifier, Of(area.Name));
            names.areaOrder[area.Identifier] = area.Order;
        }
        var organisations = db.Organisations.Select(o => new
        {
            o.Identifier,
            o.Name,
            o.OtherNames,
            Merged = o.MergedIntoId != null,
        });
        await foreach (var o in organisations.AsAsyncEnumerable())
            // A merged record is still known by its identifier; its name means the record that stays.
            names.Organisations.Add(o.Identifier, o.Merged ? [] : [o.Name, .. o.OtherNames]);
        return names;
    }

    /// <summary>As the format keeps areas: in their own order, so that another order in a cell changes nothing.</summary>
    public IEnumerable<string> InOrder(IEnumerable<string> areas) =>
        areas.OrderBy(a => areaOrder.GetValueOrDefault(a, int.MaxValue));

    /// <summary>An identifier made of words: <c>Dächer für Mannheim e.V.</c> becomes <c>dacher-fur-mannheim-e-v</c>.</summary>
    public static string Identifier(string words)
    {
        var id = new StringBuilder();
        foreach (var c in Folding.Fold(words))
            if (char.IsAsciiLetterOrDigit(c))
                id.Append(c);
            else if (id.Length > 0 && id[^1] != '-')
                id.Append('-');
        return id.ToString(0, Math.Min(id.Length, 80)).Trim('-');
    }

    private static IEnumerable<string> Of(LocalText name) =>
        name.All.Select(n => n.Value).Prepend(name.ToString()).Distinct();
}
