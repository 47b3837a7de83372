using System.Globalization;
using System.Text.Json;
using Alliance.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Alliance.Bench.Servers;

/// <summary>
/// What no page can be faster than, on this machine, with this client: servers that do one thing only. They run in a
/// process of their own, as the product does.
/// </summary>
internal static class Limits
{
    public const string Bytes = "bytes";
    public const string Key = "key";
    public const string Page = "page";

    public static Task<Child> StartAsync(string kind, string with) =>
        Child.StartAsync(
            Environment.ProcessPath!,
            port => ["limit", kind, with, port.ToString(CultureInfo.InvariantCulture)]
        );

    /// <summary>Answers in this process until it is asked to stop.</summary>
    public static async Task ServeAsync(string kind, string with, int port)
    {
        if (kind == Page)
        {
            await PageFromMemory.ServeAsync(with, port);
            return;
        }
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.Run(
            kind == Bytes ? BytesOf(with)
            : Database.IsPostgres(with) ? PostgresKey(with)
            : SqliteKey(with)
        );
        await app.RunAsync();
    }

    // The same addresses and the same compressed bodies as the product's own pages.
    private static RequestDelegate BytesOf(string file)
    {
        var bodies = JsonSerializer.Deserialize<Dictionary<string, byte[]>>(File.ReadAllText(file))!;
        return http =>
        {
            var body = bodies[http.Request.Path];
            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.Headers.ContentEncoding = "gzip";
            http.Response.Headers.ETag = "\"0\"";
            http.Response.ContentLength = body.Length;
            return http.Response.Body.WriteAsync(body).AsTask();
        };
    }

    private const string Sql = "SELECT title FROM deals WHERE id = ";

    private static RequestDelegate SqliteKey(string connectionString) =>
        async http =>
        {
            await using var connection = new SqliteConnection(connectionString);
            connection.Open();
            await using var command = connection.CreateCommand();
            command.CommandText = Sql + "$id";
            command.Parameters.AddWithValue("$id", IdOf(http));
            await AnswerAsync(http, (string?)command.ExecuteScalar());
        };

    private static RequestDelegate PostgresKey(string connectionString)
    {
        var source = NpgsqlDataSource.Create(connectionString + ";Max Auto Prepare=10;Auto Prepare Min Usages=2");
        return async http =>
        {
            await using var command = source.CreateCommand(Sql + "$1");
            command.Parameters.AddWithValue(IdOf(http));
            await AnswerAsync(http, (string?)await command.ExecuteScalarAsync());
        };
    }

    private static long IdOf(HttpContext http) =>
        long.Parse(http.Request.Path.Value.AsSpan(1), CultureInfo.InvariantCulture);

    private static Task AnswerAsync(HttpContext http, string? title)
    {
        if (title is null)
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        return http.Response.WriteAsync(title ?? "");
    }
}
