using Alliance.Monitoring.Api;
using Alliance.Monitoring.Indicators;
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
        services.AddSingleton(new Routes(IndicatorsApi.Map));
        return services;
    }
}
