using Alliance.Monitoring.Api;
using Alliance.Monitoring.Health;
using Alliance.Network;
using Alliance.Platform.Web;

namespace Alliance.Monitoring;

public static class MonitoringModule
{
    public static IServiceCollection AddMonitoring(this IServiceCollection services)
    {
        services.AddScoped<RecordMeasurement>();
        services.AddScoped<IKeepPersons, PersonsInMonitoring>();
        services.AddScoped<OverrideHealth>();
        services.AddScoped<IKeepPersons, PersonsInHealth>();
        services.AddSingleton(new Routes(MeasurementsApi.Map));
        return services;
    }
}
