using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

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
            // A list is one value, as on PostgreSQL: a parameter for each entry would end at SQLite's limit, and be another
            // statement for each length.
            options
                .UseSqlite(connection, o => o.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
                .AddInterceptors(SqliteSession.Instance);
        options.UseSnakeCaseNamingConvention();
    }

    /// <summary>A context outside of an application's services, for commands.</summary>
    public static AppDb Open(string connection) =>
        IsPostgres(connection)
            ? new PostgresDb(Configure(new DbContextOptionsBuilder<PostgresDb>(), connection).Options)
            : new SqliteDb(Configure(new DbContextOptionsBuilder<SqliteDb>(), connection).Options);

    /// <summary>Creates a PostgreSQL database that the connection string names and the server does not know yet.</summary>
    public static async Task CreateIfMissingAsync(AppDb db, CancellationToken cancellationToken)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        try
        {
            if (!await creator.ExistsAsync(cancellationToken))
                await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException racing)
            when (racing.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another node was first.
        }
    }

    /// <summary>Registers the context of the chosen database as <see cref="AppDb"/>, pooled.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, string connection)
    {
        services.AddSingleton<IInterceptor, CommandCounter>();
        if (IsPostgres(connection))
        {
            connection = Prepared(connection);
            services.AddPooledDbContextFactory<PostgresDb>((s, o) => Configure(s, o, connection));
            services.AddScoped<AppDb>(s => s.GetRequiredService<IDbContextFactory<PostgresDb>>().CreateDbContext());
        }
        else
        {
            services.AddSingleton<IInterceptor, SqliteReads>();
            services.AddPooledDbContextFactory<SqliteDb>((s, o) => Configure(s, o, connection));
            services.AddScoped<AppDb>(s => s.GetRequiredService<IDbContextFactory<SqliteDb>>().CreateDbContext());
        }
        return services;
    }

    // What is asked again and again is planned once a connection.
    private static string Prepared(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        if (builder.MaxAutoPrepare == 0)
            (builder.MaxAutoPrepare, builder.AutoPrepareMinUsages) = (60, 3);
        return builder.ConnectionString;
    }

    // The application's own interceptors (the outbox's signal; a counter in tests) come from its services.
    private static void Configure(IServiceProvider services, DbContextOptionsBuilder options, string connection)
    {
        Configure(options, connection);
        options.AddInterceptors(services.GetServices<IInterceptor>());
    }
}
