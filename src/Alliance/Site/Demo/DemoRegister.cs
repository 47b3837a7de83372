using Alliance.Identity;
using Alliance.Network;
using Alliance.Platform.Commands;
using Alliance.Platform.Data;
using Alliance.Transparency;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.Demo;

/// <summary>
/// What <c>serve --demo</c> brings: an example city with organisations and people, so that everything can be tried without
/// anybody real. Its collection marks the database as a demo for good.
/// </summary>
public static class DemoRegister
{
    /// <summary>The collection of everything made up.</summary>
    public const string Collection = "demo";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "data", "demo");

    public static ServeDemo.Register Register { get; } = new(IsInAsync, LoadAsync);

    private static Task<bool> IsInAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<AppDb>().Collections.AnyAsync(c => c.Identifier == Collection, cancel);

    private static async Task<IReadOnlyList<string>> LoadAsync(
        IServiceProvider services,
        Func<Task> firstData,
        CancellationToken cancel
    )
    {
        var db = services.GetRequiredService<AppDb>();
        var isDemo = await IsInAsync(services, cancel);
        if (!isDemo && (await db.Cities.AnyAsync(cancel) || await db.Accounts.AnyAsync(cancel)))
            throw new CommandException(
                "--demo puts invented people and organisations into the database, and this one holds something else already. "
                    + "Choose an empty folder with --data."
            );
        await firstData();
        // Once: what was done with the example deals since then stays.
        if (!isDemo)
        {
            var result = await services
                .GetRequiredService<ImportPackage>()
                .RunAsync(
                    await db.PolicyAreas.AnyAsync(cancel) ? [Folder] : [Folder, PolicyAreas],
                    dryRun: false,
                    cancel: cancel
                );
            if (result.Refused)
                throw new InvalidDataException($"The demo's data is refused: {result.Problems[0]}");
        }
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        await DemoPeople.MakeAsync(db, services.GetRequiredService<UserManager<Account>>(), now, cancel);
        await DeclareAsync(db, now, cancel);
        await DemoOpenBoard.MakeAsync(db, now, cancel);
        await DemoSpace.MakeAsync(db, services.GetRequiredService<UserManager<Account>>(), now, cancel);
        await DemoPublication.MakeAsync(db, services.GetRequiredService<UserManager<Account>>(), now, cancel);
        await DemoOffers.MakeAsync(db, services.GetRequiredService<UserManager<Account>>(), now, cancel);
        return DemoPeople.Said;
    }

    // The association may sign for two members, as if they had been told and had nothing against it.
    private static async Task DeclareAsync(AppDb db, DateTime now, CancellationToken cancel)
    {
        string[] named = ["example-association", "example-cafe", "example-joinery"];
        var ids = await db
            .Organisations.Where(o => named.Contains(o.Identifier))
            .ToDictionaryAsync(o => o.Identifier, o => o.Id, cancel);
        if (await db.Mandates.AnyAsync(m => m.AssociationId == ids[named[0]], cancel))
            return;
        foreach (var member in named[1..])
            db.Mandates.Add(
                new Mandate
                {
                    AssociationId = ids[named[0]],
                    MemberId = ids[member],
                    Since = now,
                }
            );
        await db.SaveChangesAsync(cancel);
    }

    // Without first data the shared areas are missing, to which the example city's fields refer.
    private static string PolicyAreas =>
        Path.Combine(AppContext.BaseDirectory, "data", "alliance", "policy-areas.jsonl");
}
