using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Alliance.Platform.Data;

// Lets `dotnet ef migrations add NAME --context SqliteDb|PostgresDb` build a context without starting the application.

internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) =>
        new(Database.Configure(new DbContextOptionsBuilder<SqliteDb>(), "Data Source=design.db").Options);
}

internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) =>
        new(Database.Configure(new DbContextOptionsBuilder<PostgresDb>(), "Host=localhost;Database=design").Options);
}
