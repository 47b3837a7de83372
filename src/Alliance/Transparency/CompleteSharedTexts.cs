using Alliance.Monitoring.Indicators;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency;

/// <summary>
/// Gives stored areas and indicators, and the fields that cities took from areas, the languages in which they are shipped since
/// then; a package of an older program may have brought them in fewer, too. What somebody has worded otherwise stays so.
/// </summary>
internal static class CompleteSharedTexts
{
    /// <summary>To be called before anything is served.</summary>
    /// <remarks>3 queries where nothing is missing.</remarks>
    public static async Task RunAsync(AppDb db, CancellationToken cancel = default)
    {
        foreach (var area in await db.PolicyAreas.ToListAsync(cancel))
            if (SharedAreas.Find(area.Identifier) is { } shipped)
                (area.Name, area.Description) = (
                    area.Name.CompletedBy(shipped.Name),
                    area.Description.CompletedBy(shipped.Description)
                );
        foreach (var indicator in await db.Indicators.ToListAsync(cancel))
            if (Indicator.Shipped.FirstOrDefault(i => i.Identifier == indicator.Identifier) is { } shipped)
                (indicator.Name, indicator.Definition, indicator.Source) = (
                    indicator.Name.CompletedBy(shipped.Name),
                    indicator.Definition.CompletedBy(shipped.Definition),
                    indicator.Source.CompletedBy(shipped.Source)
                );
        var cities = new List<long>();
        foreach (var city in await db.Cities.ToListAsync(cancel))
        {
            var fields = city.ActionFields.ConvertAll(f =>
                SharedAreas.Find(f.Id) is { } area ? f with { Name = f.Name.CompletedBy(area.Name) } : f
            );
            if (fields.SequenceEqual(city.ActionFields))
                continue;
            city.ActionFields = fields;
            cities.Add(city.Id);
        }
        if (!db.ChangeTracker.HasChanges())
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.SaveChangesAsync(cancel);
        await SearchIndex.WriteAsync(db, CityTerms.Source, cities, cancel);
        await transaction.CommitAsync(cancel);
    }
}
