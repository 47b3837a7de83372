using Alliance.Monitoring;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Obstacles;
using Alliance.Monitoring.Reporting;
using Alliance.Monitoring.Totals;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Measurement> Measurements => Set<Measurement>();
    public DbSet<Indicator> Indicators => Set<Indicator>();
    public DbSet<PromiseIndicator> PromiseIndicators => Set<PromiseIndicator>();
    public DbSet<IndicatorRollup> IndicatorRollups => Set<IndicatorRollup>();
    public DbSet<Effect> Effects => Set<Effect>();
    public DbSet<Claim> Claims => Set<Claim>();
    public DbSet<OverlapAnswer> OverlapAnswers => Set<OverlapAnswer>();

    public DbSet<ReportCalendar> ReportCalendars => Set<ReportCalendar>();
    public DbSet<ReportContact> ReportContacts => Set<ReportContact>();
    public DbSet<ReportRhythm> ReportRhythms => Set<ReportRhythm>();
    public DbSet<ReportRequest> ReportRequests => Set<ReportRequest>();
    public DbSet<ReportQuestion> ReportQuestions => Set<ReportQuestion>();
    public DbSet<ReportLink> ReportLinks => Set<ReportLink>();
    public DbSet<Report> Reports => Set<Report>();

    public DbSet<NamedObstacle> NamedObstacles => Set<NamedObstacle>();
    public DbSet<Enquiry> Enquiries => Set<Enquiry>();

    private static void MapMonitoring(ModelBuilder model)
    {
        MonitoringMapping.Map(model);
        ReportingMapping.Map(model);
        IndicatorMapping.Map(model);
        RollupMapping.Map(model);
        EffectMapping.Map(model);
        ObstacleMapping.Map(model);
    }
}
