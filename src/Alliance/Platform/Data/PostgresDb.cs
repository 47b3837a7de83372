using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

/// <summary>For several web nodes: PostgreSQL 15 or newer.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : AppDb(options);
