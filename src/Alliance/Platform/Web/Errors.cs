using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Alliance.Platform.Web;

/// <summary>
/// What a reader gets when something is missing or breaks: a page in the address's language, with its real status; for
/// programs (the API, files of data) ProblemDetails. The pages are <c>/status/404</c> and <c>/status/{code}</c>; they
/// are rendered in a scope of their own, because the failed one may hold broken services.
/// </summary>
internal static class Errors
{
    private const string Pages = "/status";

    private static readonly PathString[] ForMachines = ["/api", "/openapi", "/schemas", "/health", "/catalogue.ttl"];

    public static IServiceCollection AddErrors(this IServiceCollection services) =>
        services.AddExceptionHandler<ErrorLog>().AddProblemDetails(o => o.CustomizeProblemDetails = Problems.Complete);

    public static void UseErrors(this WebApplication app)
    {
        app.UseWhen(
            http => !IsForMachines(http.Request),
            pages =>
                pages
                    .UseExceptionHandler(
                        new ExceptionHandlerOptions
                        {
                            ExceptionHandlingPath = Pages + "/500",
                            CreateScopeForErrors = true,
                            StatusCodeSelector = StatusOf,
                        }
                    )
                    .UseStatusCodePagesWithReExecute(Pages + "/{0}", createScopeForStatusCodePages: true)
        );
        app.UseWhen(
            http => IsForMachines(http.Request),
            machines =>
                machines
                    .UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf })
                    .UseStatusCodePages()
        );
        app.Use(
            (http, next) =>
            {
                if (IsErrorPage(http))
                {
                    http.Request.Method = HttpMethods.Get;
                    // Browsers may keep a 404 otherwise, and miss the page that comes tomorrow.
                    http.Response.Headers.CacheControl = "no-store";
                }
                else if (http.Request.Path.StartsWithSegments(Pages, StringComparison.OrdinalIgnoreCase))
                {
                    // Nobody visits an error page on purpose.
                    http.Response.StatusCode = StatusCodes.Status404NotFound;
                    return Task.CompletedTask;
                }
                return next(http);
            }
        );
    }

    /// <summary>The address that the reader asked for, also while an error page is rendered.</summary>
    public static PathString AskedFor(HttpContext http) =>
        http.Features.Get<IStatusCodeReExecuteFeature>() is { } status ? new PathString(status.OriginalPath)
        : http.Features.Get<IExceptionHandlerPathFeature>() is { } error ? new PathString(error.Path)
        : http.Request.Path;

    public static bool IsErrorPage(HttpContext http) =>
        http.Features.Get<IStatusCodeReExecuteFeature>() is not null
        || http.Features.Get<IExceptionHandlerPathFeature>() is not null;

    /// <summary>What a reader can quote, and an operator finds in the log.</summary>
    public static string Reference(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;

    private static int StatusOf(Exception error) =>
        error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;

    private static bool IsForMachines(HttpRequest request) =>
        Array.Exists(ForMachines, p => request.Path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase));

    /// <summary>Logs an error with its reference and its route, not with the address: that may hold what a person typed.</summary>
    private sealed class ErrorLog(ILogger<ErrorLog> log) : IExceptionHandler
    {
        public ValueTask<bool> TryHandleAsync(
            HttpContext httpContext,
            Exception exception,
            CancellationToken cancellationToken
        )
        {
            var route = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName;
            if (exception is BadHttpRequestException)
                log.LogInformation(
                    "Bad request {Reference} at {Route}: {Reason}",
                    Reference(httpContext),
                    route,
                    exception.Message
                );
            else
                log.LogError(exception, "Error {Reference} at {Route}", Reference(httpContext), route);
            return ValueTask.FromResult(false);
        }
    }
}

/// <summary>What an error page shows about the request it stands for.</summary>
public sealed class ErrorReport(IHttpContextAccessor accessor)
{
    public int Status => accessor.HttpContext?.Response.StatusCode ?? StatusCodes.Status500InternalServerError;

    /// <summary>What a reader can quote when asking for help; the log has the same.</summary>
    public string Reference => accessor.HttpContext is { } http ? Errors.Reference(http) : "";
}
