using Alliance.Transparency.Loading;
using Alliance.Transparency.Log;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<LogEntry> LogEntries => Set<LogEntry>();
    public DbSet<LogNode> LogNodes => Set<LogNode>();
    public DbSet<LogCheckpoint> LogCheckpoints => Set<LogCheckpoint>();

    public DbSet<KeptTable> KeptTables => Set<KeptTable>();

    private static void MapTransparency(ModelBuilder model)
    {
        LogMapping.Map(model);
        KeptTable.Map(model);
    }
}
