using System.Diagnostics;
using Alliance.Platform.Data;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Alliance.Platform.Operations;

/// <summary>
/// Traces, metrics and logs by OpenTelemetry, set up by its standard environment variables alone. Without
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> nothing is collected and nothing sent.
/// </summary>
internal static class Telemetry
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .WithTracing(tracing =>
                tracing
                    .AddAspNetCoreInstrumentation(o =>
                        o.Filter = http => !http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
                    )
                    .AddHttpClientInstrumentation()
                    .AddNpgsql()
                    .AddProcessor(new WithoutPersonalData())
            )
            .WithMetrics(metrics =>
                metrics
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddMeter("Npgsql", CommandCounter.MeterName)
            )
            .WithLogging();
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_SERVICE_NAME"]))
            telemetry.ConfigureResource(r =>
                r.AddService("alliance", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3))
            );
        telemetry.UseOtlpExporter();
    }

    /// <summary>A trace tells what the server did, not who asked for what.</summary>
    private sealed class WithoutPersonalData : BaseProcessor<Activity>
    {
        private static readonly string[] Personal =
        [
            "client.address",
            "client.port",
            "network.peer.address",
            "network.peer.port",
            "url.query",
            "user_agent.original",
        ];

        public override void OnEnd(Activity data)
        {
            foreach (var name in Personal)
                data.SetTag(name, null);
        }
    }
}
