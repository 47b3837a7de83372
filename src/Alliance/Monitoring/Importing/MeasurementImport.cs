namespace Alliance.Monitoring.Importing;

/// <summary>
/// A file of measurements on its way in. Its rows are stored batch by batch and count all at once, when the last one is there:
/// until then nobody sees them, and no total holds them. One file at a time.
/// </summary>
public sealed class MeasurementImport
{
    public const int NameLength = 200;

    /// <summary>Chosen before its rows are judged, since they bear it: one more than the last one's.</summary>
    public required long Id { get; init; }

    /// <summary>The file's name, without its folder.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file, in hex: only the same file goes on where it stopped.</summary>
    public required string Hash { get; init; }

    /// <summary>How many rows the file has, its heads not counted.</summary>
    public required int Rows { get; init; }

    /// <summary>How many of them are stored, from the first one on; always all of a deal's.</summary>
    public int Done { get; set; }

    /// <summary>When all of its measurements count as recorded.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>Null while it is open.</summary>
    public DateTime? CompletedAt { get; set; }

    /// <summary>True while it is open, else null: a unique index lets one be open at a time.</summary>
    public bool? Open { get; set; } = true;

    /// <summary>The highest measurement before it began: what it stored comes after.</summary>
    public required long After { get; init; }
}
