using System.Runtime.CompilerServices;

namespace Alliance.Platform.Operations;

/// <summary>
/// One line of JSON per entry for machines, plain lines on a terminal. Only what an operator can act on; no addresses of
/// readers and no query strings, which hold what people searched for. <c>Logging__LogLevel__…</c> in the environment
/// turns parts up or down.
/// </summary>
internal static class Logging
{
    /// <returns>To be set once the server has started; see <see cref="Starting"/>.</returns>
    public static StrongBox<bool> AddLogging(this WebApplicationBuilder builder)
    {
        var started = new StrongBox<bool>();
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
            foreach (var category in Starting)
                filters.Rules.Insert(
                    0,
                    new LoggerFilterRule(null, category, LogLevel.Warning, (_, _, _) => started.Value)
                );
        });
        return started;
    }

    /// <summary>
    /// They log what keeps a server from starting, with its stack, and throw it too: the command says it in a sentence.
    /// </summary>
    private static readonly string[] Starting =
    [
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.Extensions.Hosting.Internal.Host",
    ];

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
