using Alliance.Monitoring;
using Alliance.Monitoring.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Measurement> Measurements => Set<Measurement>();

    public DbSet<ReportCalendar> ReportCalendars => Set<ReportCalendar>();
    public DbSet<ReportContact> ReportContacts => Set<ReportContact>();
    public DbSet<ReportRhythm> ReportRhythms => Set<ReportRhythm>();
    public DbSet<ReportRequest> ReportRequests => Set<ReportRequest>();
    public DbSet<ReportQuestion> ReportQuestions => Set<ReportQuestion>();
    public DbSet<ReportLink> ReportLinks => Set<ReportLink>();
    public DbSet<Report> Reports => Set<Report>();

    private static void MapMonitoring(ModelBuilder model)
    {
        MonitoringMapping.Map(model);
        ReportingMapping.Map(model);
    }
}
