using System.Text.Json;
using Alliance.Platform.Data;

namespace Alliance.Platform.Backups;

/// <summary>What a backup holds: the list by which a restore knows that nothing is missing, added or changed.</summary>
/// <param name="Format">Always <c>alliance-backup</c>.</param>
/// <param name="Version">1; a program refuses what it does not know.</param>
/// <param name="Created">When the copy was begun.</param>
/// <param name="Program">The version of the program that wrote it.</param>
/// <param name="Database"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Migrations">The database's migrations; one that a program does not know means that it is too old.</param>
/// <param name="Parts">Every file in the archive but this list.</param>
public sealed record Manifest(
    string Format,
    int Version,
    DateTimeOffset Created,
    string Program,
    string Database,
    IReadOnlyList<string> Migrations,
    IReadOnlyList<Part> Parts
)
{
    public const string Name = "manifest.json";

    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";
    public const string FilesFolder = "files/";

    private static readonly JsonSerializerOptions Json = new(JsonColumn.Options) { WriteIndented = true };

    /// <summary>The database's part.</summary>
    public static string DatabasePart(string database) => database == Sqlite ? "database.sqlite" : "database.pgdump";

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    public static Manifest Read(byte[] json)
    {
        var manifest = JsonSerializer.Deserialize<Manifest>(json, Json);
        return
            manifest is { Format: "alliance-backup", Parts: not null, Migrations: not null }
            && manifest.Database is Sqlite or Postgres
            ? manifest
            : throw new JsonException("Not the list of an Alliance backup.");
    }
}

/// <param name="Name">The path in the archive, with forward slashes.</param>
/// <param name="Bytes">The length.</param>
/// <param name="Sha256">The checksum, in hexadecimal.</param>
public sealed record Part(string Name, long Bytes, string Sha256);
