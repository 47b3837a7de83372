using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Documents;

/// <summary>Which document: there is one of each.</summary>
/// <param name="Kind">What it is: <c>deal</c>, <c>certificate</c>, <c>ink</c>.</param>
/// <param name="Subject">Of what: <c>espoo-trees v1 p2</c>.</param>
/// <param name="Language">ISO 639-1.</param>
public sealed record DocumentKey(string Kind, string Subject, string Language);

/// <summary>
/// A PDF that was made, kept so that the next reader has it at once. It is given only while it is made of what would be
/// printed today; otherwise it is made anew in its place.
/// </summary>
public sealed class KeptDocument
{
    public const int SubjectLength = 300;

    /// <summary>Longer ones are made anew: a name that was erased meanwhile does not stay in an old one.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    public long Id { get; private set; }
    public required string Kind { get; init; }
    public required string Subject { get; init; }
    public required string Language { get; init; }

    /// <summary>Of the page it was printed from (<see cref="PrintFile.Hash"/>).</summary>
    public required string InputHash { get; init; }
    public required byte[] Content { get; init; }
    public required DateTime MadeAt { get; init; }

    internal static void Map(ModelBuilder model)
    {
        var document = model.Entity<KeptDocument>().ToTable("documents");
        document.Property(d => d.Kind).HasMaxLength(20);
        document.Property(d => d.Subject).HasMaxLength(SubjectLength);
        document.Property(d => d.Language).HasMaxLength(10);
        document.Property(d => d.InputHash).HasMaxLength(64);
        document
            .HasIndex(d => new
            {
                d.Kind,
                d.Subject,
                d.Language,
            })
            .IsUnique();
        document.HasIndex(d => d.MadeAt);
    }
}
