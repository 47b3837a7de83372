using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Platform.Operations;

public sealed class LoggingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("alliance-log-").FullName;
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_log_is_json_and_tells_nothing_about_readers()
    {
        // Everything turned up as far as an operator might.
        using var server = Cli.Start(
            ["serve", "--port", "0", "--data", folder, "--empty"],
            start => start.Environment["Logging__LogLevel__Alliance"] = "Debug"
        );
        var address = await AddressAsync(server);
        using var client = new HttpClient { BaseAddress = address };
        foreach (
            var path in (string[])
                ["/en?q=private", "/en/deals?q=private", "/en/private?q=private", "/health/ready?q=private"]
        )
            await client.GetAsync(path, Token);
        await client.PostAsync("/en?q=private", new StringContent("private"), Token);
        var rest = await StopAsync(server);

        Assert.DoesNotContain("private", rest, StringComparison.Ordinal);
        foreach (var line in rest.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind);
    }

    [Fact]
    public async Task Telemetry_goes_where_the_environment_says_without_what_readers_typed()
    {
        using var collector = new HttpListener();
        var port = FreePort();
        collector.Prefixes.Add($"http://127.0.0.1:{port}/");
        collector.Start();
        var received = new Dictionary<string, string>();
        var collecting = CollectAsync(collector, received);
        using var server = Cli.Start(
            ["serve", "--port", "0", "--data", folder, "--empty"],
            start =>
            {
                start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{port}";
                start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
                start.Environment["OTEL_SERVICE_NAME"] = "alliance-test";
            }
        );
        var address = await AddressAsync(server);
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("private-browser/1.0");
        await client.GetAsync("/en?q=private-words", Token);
        // What was gathered is sent at the end at the latest.
        await StopAsync(server);
        collector.Stop();
        await collecting;

        Assert.Contains("http.route", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("alliance-test", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("dotnet.gc", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.DoesNotContain("private", string.Concat(received.Values), StringComparison.Ordinal);
    }

    private static async Task CollectAsync(HttpListener collector, Dictionary<string, string> received)
    {
        try
        {
            while (true)
            {
                var request = await collector.GetContextAsync();
                using var body = new MemoryStream();
                await request.Request.InputStream.CopyToAsync(body);
                var path = request.Request.Url!.AbsolutePath;
                received[path] = received.GetValueOrDefault(path) + Encoding.Latin1.GetString(body.ToArray());
                request.Response.ContentType = "application/x-protobuf";
                request.Response.Close();
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            // The collector was closed.
        }
    }

    private static async Task<Uri> AddressAsync(Process server)
    {
        const string said = "Alliance is running at ";
        while (await server.StandardOutput.ReadLineAsync(Token) is { } line)
            if (line.StartsWith(said, StringComparison.Ordinal))
                return new Uri(line[said.Length..]);
        throw new InvalidOperationException(await server.StandardError.ReadToEndAsync(Token));
    }

    private static async Task<string> StopAsync(Process server)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{server.Id}"]);
        var rest = await server.StandardOutput.ReadToEndAsync(Token);
        await server.WaitForExitAsync(Token);
        return rest;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
