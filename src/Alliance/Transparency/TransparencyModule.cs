using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Alliance.Transparency.Tables;

namespace Alliance.Transparency;

public static class TransparencyModule
{
    public static IServiceCollection AddTransparency(this IServiceCollection services)
    {
        services.AddPackages();
        services.AddSingleton(new Routes(MapSchemas));
        return services;
    }

    /// <summary>What reading and writing packages needs; the command line asks for no more.</summary>
    public static IServiceCollection AddPackages(this IServiceCollection services)
    {
        services.AddScoped<ImportPackage>();
        services.AddScoped<ExportPackage>();
        return services;
    }

    private static void MapSchemas(IEndpointRouteBuilder routes)
    {
        routes.MapGet(
            "/schemas",
            () => Results.Json(PackageSchemas.Names.Prepend("manifest").Select(n => $"/schemas/{n}.json"))
        );
        routes.MapGet(
            "/schemas/{name}.json",
            (string name) =>
                PackageSchemas.Text(name) is { } schema
                    ? Results.Text(schema, "application/schema+json")
                    : Results.NotFound()
        );
        routes.MapGet(
            "/schemas/{lang}/template.xlsx",
            async (string lang, AppDb db, CancellationToken cancellationToken) =>
                Language.Find(lang) is { } language
                    ? Results.File(
                        await Template.WorkbookAsync(db, new Reader(language), cancellationToken),
                        Template.ContentType,
                        $"alliance-{lang}.xlsx"
                    )
                    : Results.NotFound()
        );
        routes.MapGet(
            "/schemas/{lang}/{table}.csv",
            (string lang, string table) =>
                Language.Find(lang) is { } language && Table.All.FirstOrDefault(t => t.Name == table) is { } known
                    ? Results.File(Template.Csv(known, new Reader(language)), "text/csv; charset=utf-8", known.CsvFile)
                    : Results.NotFound()
        );
    }
}
