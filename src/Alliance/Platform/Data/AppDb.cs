using Alliance.Platform.Documents;
using Alliance.Platform.Mail;
using Alliance.Platform.Outbox;
using Alliance.Platform.Search;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Alliance.Platform.Data;

/// <summary>
/// The one database of the application. Each module adds its sets and mappings in a part of this class in its own
/// folder (<c>Deals/AppDb.Deals.cs</c>); that is the one place where the platform meets the modules.
/// </summary>
public abstract partial class AppDb(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<OutgoingMail> Mails => Set<OutgoingMail>();
    public DbSet<KeptDocument> KeptDocuments => Set<KeptDocument>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Everything that can be searched. What carries words of others stands behind them.</summary>
    public static IReadOnlyList<SearchSource> Searched { get; } =
    [.. SearchedInNetwork, .. SearchedInDeals, .. SearchedInKnowledge, .. SearchedInEngagement];

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        OutboxMessage.Map(modelBuilder);
        OutgoingMail.Map(modelBuilder);
        KeptDocument.Map(modelBuilder);
        MapJobs(modelBuilder);
        MapNetwork(modelBuilder);
        MapIdentity(modelBuilder);
        MapDeals(modelBuilder);
        MapMonitoring(modelBuilder);
        MapHealth(modelBuilder);
        MapKnowledge(modelBuilder);
        MapRoadmaps(modelBuilder);
        MapSprints(modelBuilder);
        MapBoard(modelBuilder);
        MapIdeas(modelBuilder);
        MapOpenBoards(modelBuilder);
        MapEngagement(modelBuilder);
        MapTransparency(modelBuilder);
        MapSite(modelBuilder);
        OrdinalOrder.Collate(modelBuilder, this is PostgresDb);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<PartialDate>().HaveConversion<PartialDateColumn>().HaveMaxLength(10);
        // Instants are UTC everywhere; SQLite hands them back without saying so.
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcColumn>();
    }

    private sealed class PartialDateColumn()
        : ValueConverter<PartialDate, string>(d => d.ToString(), s => PartialDate.Parse(s));

    private sealed class UtcColumn()
        : ValueConverter<DateTime, DateTime>(d => d.ToUniversalTime(), d => DateTime.SpecifyKind(d, DateTimeKind.Utc));
}
