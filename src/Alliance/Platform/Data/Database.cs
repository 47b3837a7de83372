using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

/// <summary>Which database a connection string means, and how each is configured.</summary>
public static class Database
{
    /// <summary>PostgreSQL when the connection string names a host; otherwise a SQLite file.</summary>
    public static bool IsPostgres(string connection) =>
        connection.Contains("Host=", StringComparison.OrdinalIgnoreCase);

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
            options.UseSqlite(connection);
        options.UseSnakeCaseNamingConvention();
    }

    /// <summary>Registers the context of the chosen database as <see cref="AppDb"/>, pooled.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, string connection)
    {
        if (IsPostgres(connection))
        {
            services.AddPooledDbContextFactory<PostgresDb>(o => Configure(o, connection));
            services.AddScoped<AppDb>(s => s.GetRequiredService<IDbContextFactory<PostgresDb>>().CreateDbContext());
        }
        else
        {
            services.AddPooledDbContextFactory<SqliteDb>(o => Configure(o, connection));
            services.AddScoped<AppDb>(s => s.GetRequiredService<IDbContextFactory<SqliteDb>>().CreateDbContext());
        }
        return services;
    }
}
