using Alliance.Monitoring;
using Alliance.Monitoring.Boards;
using Alliance.Monitoring.EvidenceFiles;
using Alliance.Monitoring.Importing;
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
    public DbSet<MeasurementImport> MeasurementImports => Set<MeasurementImport>();
    public DbSet<IndicatorRollup> IndicatorRollups => Set<IndicatorRollup>();
    public DbSet<IndicatorYear> IndicatorYears => Set<IndicatorYear>();
    public DbSet<SharedNumber> SharedNumbers => Set<SharedNumber>();
    public DbSet<CityBoard> CityBoards => Set<CityBoard>();
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
    public DbSet<EvidenceFile> EvidenceFiles => Set<EvidenceFile>();

    public DbSet<NamedObstacle> NamedObstacles => Set<NamedObstacle>();
    public DbSet<Enquiry> Enquiries => Set<Enquiry>();

    private void MapMonitoring(ModelBuilder model)
    {
        MonitoringMapping.Map(model);
        MeasurementImportMapping.Map(model);
        ReportingMapping.Map(model);
        IndicatorMapping.Map(model);
        RollupMapping.Map(model);
        EffectMapping.Map(model);
        CityBoardMapping.Map(model);
        // What is still coming in is nowhere yet.
        model
            .Entity<Measurement>()
            .HasQueryFilter(m =>
                m.ImportId == null || !MeasurementImports.Any(i => i.Id == m.ImportId && i.Open != null)
            );
        EvidenceFile.Map(model);
        ObstacleMapping.Map(model);
    }
}
