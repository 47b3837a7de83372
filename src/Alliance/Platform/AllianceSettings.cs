namespace Alliance.Platform;

/// <summary>Where an Alliance keeps its data and how it is reached. docs/operate.md lists every setting.</summary>
/// <param name="Data">The folder for the SQLite file and everything else that is kept.</param>
/// <param name="Database">A connection string; null means SQLite in <paramref name="Data"/>.</param>
/// <param name="Urls">The addresses to listen on, separated by semicolons.</param>
public sealed record AllianceSettings(string Data, string? Database, string Urls)
{
    public string Connection => Database ?? $"Data Source={Path.Combine(Data, "alliance.db")}";

    /// <summary>Attachments: everything that is kept outside of the database.</summary>
    public string Files => Path.Combine(Data, "files");

    /// <summary>
    /// The reverse proxies (addresses or networks such as <c>10.0.0.0/8</c>, separated by commas) whose word about the
    /// reader's address and scheme is taken. Empty: nobody's.
    /// </summary>
    public string Proxies { get; init; } = "";

    /// <summary>How many pages one address may have built for it within a minute; pages from the cache are free.</summary>
    public int ReadsPerMinute { get; init; } = 600;

    /// <summary>How many whole lists (CSV, Excel, sitemap) and answers that take as long (<c>Heavy</c>) one address may have within a minute.</summary>
    public int ExportsPerMinute { get; init; } = 30;

    /// <summary>How many forms or other changes one address may send within a minute.</summary>
    public int WritesPerMinute { get; init; } = 60;

    /// <summary>The longest request body, in bytes.</summary>
    public long BodyLimit { get; init; } = 1024 * 1024;
}
