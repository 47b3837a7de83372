using Alliance.Monitoring.Api;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform.Web;

namespace Alliance.Monitoring;

public static class MonitoringModule
{
    public static IServiceCollection AddMonitoring(this IServiceCollection services)
    {
        services.AddScoped<RecordMeasurement>();
        services.AddScoped<IKeepPersons, PersonsInMonitoring>();
        services.AddSingleton(new Routes(MeasurementsApi.Map));
        services.AddScoped<ChooseIndicator>();
        services.AddScoped<ResolveOverlap>();
        services.AddSingleton(new Routes(IndicatorTotalsApi.Map));
        services.AddSingleton(new Routes(IndicatorsApi.Map));
        return services;
    }
}
