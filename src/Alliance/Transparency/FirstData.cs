using Alliance.Monitoring.Totals;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency;

/// <summary>What a new Alliance begins with: the real deals of the ALLIANCE cities, in the open format.</summary>
public static class FirstData
{
    /// <summary>Imports the package in <paramref name="folder"/> when the database holds nothing yet; else works out what it lacks from before.</summary>
    public static async Task LoadAsync(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<AppDb>();
        if (await db.Cities.AnyAsync(cancellationToken) || await db.Organisations.AnyAsync(cancellationToken))
        {
            await SharedNumbers.FillAsync(db, cancellationToken);
            await CompleteSharedTexts.RunAsync(db, cancellationToken);
            return;
        }
        var result = await services
            .GetRequiredService<ImportPackage>()
            .RunAsync([folder], dryRun: false, cancel: cancellationToken);
        if (result.Refused)
            throw new InvalidDataException($"The data in {folder} is refused: {result.Problems[0]}");
    }
}
