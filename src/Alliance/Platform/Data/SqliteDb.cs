using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

/// <summary>The default: one file, nothing to install.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : AppDb(options);
