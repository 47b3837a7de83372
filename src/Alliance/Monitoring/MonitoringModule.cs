using Alliance.Deals;
using Alliance.Monitoring.Api;
using Alliance.Monitoring.Boards;
using Alliance.Monitoring.EvidenceFiles;
using Alliance.Monitoring.Health;
using Alliance.Monitoring.Importing;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Obstacles;
using Alliance.Monitoring.Reporting;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Alliance.Platform.Outbox;
using Alliance.Platform.Web;

namespace Alliance.Monitoring;

public static class MonitoringModule
{
    public static IServiceCollection AddMonitoring(this IServiceCollection services)
    {
        services.AddScoped<RecordMeasurement>();
        services.AddScoped<ImportMeasurements>();
        services.AddScoped<CheckMeasurement>();
        services.AddScoped<KeepEvidence>();
        services.AddScoped<RemoveEvidence>();
        services.AddScoped<HoldsLink>(s =>
            http =>
                ReportDoor.HoldsAsync(
                    s.GetRequiredService<AppDb>(),
                    http,
                    s.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime
                )
        );
        services.AddSingleton(new Routes(EvidenceRoutes.Map));
        services.AddScoped<WhoReports>();
        services.AddScoped<ReportMails>();
        services.AddScoped<PrepareRequests>();
        services.AddScoped<SendRequests>();
        services.AddScoped<SendReport>();
        services.AddScoped<HandOverReport>();
        services.AddScoped<RemindOfReport>();
        services.AddScoped<NoteOnReport>();
        services.AddScoped<ChangeReportContact>();
        services.AddScoped<ReleaseRequests>();
        services.AddScoped<ChangeRhythm>();
        services.AddScoped<IKeepPersons, PersonsInMonitoring>();
        services.AddScoped<OverrideHealth>();
        services.AddScoped<FindWhatCame>(s =>
            HealthBesidePromises.In(s.GetRequiredService<AppDb>(), s.GetRequiredService<TimeProvider>())
        );
        services.AddSingleton<HealthInLists>();
        services.AddSingleton(s => new Follower(s.GetRequiredService<HealthInLists>().FollowAsync));
        services.AddScoped(s =>
            s.GetRequiredService<HealthInLists>()
                .In(
                    s.GetRequiredService<AppDb>(),
                    s.GetRequiredService<PageTags>(),
                    s.GetRequiredService<TimeProvider>()
                )
        );
        services.AddScoped<IKeepPersons, PersonsInHealth>();
        services.AddSingleton(new Job("reports", TimeSpan.FromMinutes(10), ReportClock.RunAsync));
        services.AddScoped<CityBoards>();
        services.AddSingleton(new Job("boards", TimeSpan.FromMinutes(1), CityBoards.RunAsync));
        foreach (var kind in CityBoards.Followed)
            services.AddSingleton(new OutboxHandler(kind, CityBoards.ChangedAsync));
        services.AddSingleton(MeasurementRights.Writing);
        services.AddSingleton(new Routes(MeasurementsApi.Map));
        services.AddSingleton(new Routes(MeasurementsWriting.Map));
        services.AddSingleton(new Routes(ReportsApi.Map));
        services.AddSingleton(new Routes(CouncilPapers.Map));
        services.AddScoped<ChooseIndicator>();
        services.AddScoped<ResolveOverlap>();
        services.AddScoped<RecordEnquiry>();
        services.AddSingleton(new Routes(IndicatorTotalsApi.Map));
        services.AddSingleton(new Routes(IndicatorsApi.Map));
        services.AddSingleton(new Routes(ObstaclesApi.Map));
        return services;
    }
}
