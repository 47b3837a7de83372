using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Alliance.Platform.Data;

/// <summary>Which database a connection string means, and how each is configured.</summary>
public static class Database
{
    /// <summary>PostgreSQL when the connection string names a host; otherwise a SQLite file.</summary>
    public static bool IsPostgres(string connection) =>
        connection.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    /// <summary>The full path of the file that a SQLite connection string names.</summary>
    public static string SqliteFile(string connection) =>
        Path.GetFullPath(new SqliteConnectionStringBuilder(connection).DataSource);

    public static DbContextOptionsBuilder<T> Configure<T>(DbContextOptionsBuilder<T> options, string connection)
        where T : AppDb
    {
        Configure((DbContextOptionsBuilder)options, connection);
        return options;
    }

    public static void Configure(DbContextOptionsBuilder options, string connection)
    {
        if (IsPostgres(connection))
            options.UseNpgsql(connection);
        else
            options.UseSqlite(connection).AddInterceptors(SqliteSession.Instance);
        options.UseSnakeCaseNamingConvention();
    }

    /// <summary>Registers the context of the chosen database as <see cref="AppDb"/>, pooled.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, string connection)
    {
        if (IsPostgres(connection))
        {
            services.AddPooledDbContextFactory<PostgresDb>((s, o) => Configure(s, o, connection));
            services.AddScoped<AppDb>(s => s.GetRequiredService<IDbContextFactory<PostgresDb>>().CreateDbContext());
        }
        else
        {
            services.AddPooledDbContextFactory<SqliteDb>((s, o) => Configure(s, o, connection));
            services.AddScoped<AppDb>(s => s.GetRequiredService<IDbContextFactory<SqliteDb>>().CreateDbContext());
        }
        return services;
    }

    // The application's own interceptors (the outbox's signal; a counter in tests) come from its services.
    private static void Configure(IServiceProvider services, DbContextOptionsBuilder options, string connection)
    {
        Configure(options, connection);
        options.AddInterceptors(services.GetServices<IInterceptor>());
    }
}
