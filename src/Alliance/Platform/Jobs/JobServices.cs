namespace Alliance.Platform.Jobs;

internal static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton(JobNode.OfThisProcess);
        services.AddScoped<JobQueue>();
        services.AddHostedService<JobRunner>();
        return services;
    }
}
