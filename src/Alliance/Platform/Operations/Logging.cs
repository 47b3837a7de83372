namespace Alliance.Platform.Operations;

/// <summary>
/// One line of JSON per entry for machines, plain lines on a terminal. Only what an operator can act on; no addresses of
/// readers and no query strings, which hold what people searched for. <c>Logging__LogLevel__…</c> in the environment
/// turns parts up or down.
/// </summary>
internal static class Logging
{
    public static void AddLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (Console.IsOutputRedirected)
            builder.Logging.AddJsonConsole(o =>
            {
                o.UseUtcTimestamp = true;
                o.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        else
            builder.Logging.AddSimpleConsole(o =>
            {
                o.SingleLine = true;
                o.TimestampFormat = "HH:mm:ss ";
            });
        // The defaults come first, so that the operator's configuration is heard after them.
        builder.Services.Configure<LoggerFilterOptions>(filters =>
        {
            foreach (var (category, level) in Quiet)
                filters.Rules.Insert(0, new LoggerFilterRule(null, category, level, null));
        });
    }

    private static readonly (string Category, LogLevel Level)[] Quiet =
    [
        // Its messages at "information" hold the whole address of each request.
        ("Microsoft.AspNetCore", LogLevel.Warning),
        ("Microsoft.EntityFrameworkCore", LogLevel.Warning),
        ("Microsoft.Hosting.Lifetime", LogLevel.Warning),
        ("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Error),
        ("System.Net.Http", LogLevel.Warning),
        // Errors logs the same error once, with the reference that the reader sees.
        ("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None),
        // It warns that the key ring lies unencrypted in the database, which docs/operate.md tells too.
        ("Microsoft.AspNetCore.DataProtection", LogLevel.Error),
        // Built from the source tree, the web root lies there and not beside the program.
        ("Microsoft.AspNetCore.StaticFiles", LogLevel.Error),
    ];
}
