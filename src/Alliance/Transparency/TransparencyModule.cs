using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Alliance.Transparency.Api;
using Alliance.Transparency.Handing;
using Alliance.Transparency.Loading;
using Alliance.Transparency.Log;
using Alliance.Transparency.Tables;
using Microsoft.Extensions.Options;

namespace Alliance.Transparency;

public static class TransparencyModule
{
    public static IServiceCollection AddTransparency(this IServiceCollection services)
    {
        services.AddPackages();
        services.AddLog();
        services.AddScoped<KeepTables>();
        services.AddScoped<LoadTable>();
        services.AddScoped<LoadMeasurements>();
        services.AddScoped<IKeepPersons, PersonsWithTables>();
        foreach (var kind in LoggedKinds.All)
            services.AddSingleton(new OutboxHandler(kind, AppendToLog.HandleAsync));
        services.AddScoped<NewestCheckpoint>(s =>
            async cancel => (await LogQueries.LatestAsync(s.GetRequiredService<AppDb>(), cancel))?.Note
        );
        services.AddScoped<FindLogged>(s =>
            (kind, deal, number, cancel) =>
                LogQueries.FindAsync(s.GetRequiredService<AppDb>(), kind, deal, number, cancel)
        );
        services.AddSingleton(new Routes(MapSchemas));
        services.AddSingleton(new Routes(LogApi.Map));
        services.AddScoped<MakePackage>();
        services.AddScoped<TakePackage>();
        services.AddSingleton(new Routes(PackagesApi.Map));
        services.AddSingleton(new Routes(CatalogueApi.Map));
        return services;
    }

    /// <summary>What appending to the log and its key need.</summary>
    internal static IServiceCollection AddLog(this IServiceCollection services)
    {
        services.AddOptions<LogSettings>().BindConfiguration("Alliance:Log").ValidateOnStart();
        services.AddSingleton<IValidateOptions<LogSettings>, LogSettingsCheck>();
        services.AddSingleton<LogKey>();
        services.AddScoped<AppendToLog>();
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
        // The checker that stands in tools/ of the source tree, for readers who have only this site.
        routes.MapGet(
            "/schemas/verify.mjs",
            () =>
                Results.Stream(
                    typeof(TransparencyModule).Assembly.GetManifestResourceStream("alliance.Transparency.verify.mjs")!,
                    "text/javascript; charset=utf-8",
                    "verify.mjs"
                )
        );
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
            "/schemas/{lang}/measurements.xlsx",
            (string lang) =>
                Language.Find(lang) is { } language
                    ? Results.File(
                        Template.Workbook(MeasurementRows.Table, new Reader(language)),
                        Template.ContentType,
                        $"alliance-measurements-{lang}.xlsx"
                    )
                    : Results.NotFound()
        );
        routes.MapGet(
            "/schemas/{lang}/{table}.csv",
            (string lang, string table) =>
                Language.Find(lang) is { } language
                && Table.All.Append(MeasurementRows.Table).FirstOrDefault(t => t.Name == table) is { } known
                    ? Results.File(Template.Csv(known, new Reader(language)), "text/csv; charset=utf-8", known.CsvFile)
                    : Results.NotFound()
        );
    }
}
