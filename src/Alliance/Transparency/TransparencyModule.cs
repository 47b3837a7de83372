using Alliance.Platform.Web;

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
    }
}
