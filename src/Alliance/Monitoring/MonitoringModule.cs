using Alliance.Monitoring.Api;
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
        return services;
    }
}
