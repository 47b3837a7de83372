using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps;

/// <summary>
/// A city's plan: challenges, goals and milestones to which deals attach. What is worked on is the city's own; everybody reads
/// its versions, which stay.
/// </summary>
public sealed class Roadmap
{
    public long Id { get; private set; }

    /// <summary>A city has one.</summary>
    public required long CityId { get; init; }
    public City? City { get; init; }

    /// <summary>What is worked on.</summary>
    public required RoadmapContent Content { get; set; }

    /// <summary>Counts the changes of <see cref="Content"/>, from 1; whoever saves says which one was read.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>Changes with every write, so that two of them at once do not both hold.</summary>
    public int Turn { get; set; }
    public required DateTime ChangedAt { get; set; }
    public List<RoadmapVersion> Versions { get; } = [];
}

/// <summary>A state of what is worked on, so that what two people typed can be told apart, and nothing is lost.</summary>
public sealed class RoadmapRevision
{
    public long Id { get; private set; }
    public long RoadmapId { get; set; }
    public Roadmap? Roadmap { get; set; }
    public required int Number { get; init; }
    public required RoadmapContent Content { get; init; }
    public required DateTime At { get; init; }
}

public enum RoadmapVersionKind
{
    /// <summary>Shown for everybody to read and answer; the council has not decided.</summary>
    Published,

    /// <summary>By a decision of the council, which it names.</summary>
    Adopted,

    /// <summary>What was read in public sources.</summary>
    Recorded,
}

/// <summary>An immutable numbered state of a roadmap, which everybody reads.</summary>
public sealed class RoadmapVersion
{
    public long Id { get; private set; }
    public long RoadmapId { get; set; }
    public Roadmap? Roadmap { get; set; }

    /// <summary>From 1, without gaps.</summary>
    public required int Number { get; init; }
    public required RoadmapVersionKind Kind { get; init; }
    public required DateTime RecordedAt { get; init; }

    /// <summary>The content as canonical JSON (RFC 8785).</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 of <see cref="Content"/> in UTF-8, lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>With the content made canonical, and its hash.</summary>
    public static RoadmapVersion Of(RoadmapContent content, RoadmapVersionKind kind, int number, DateTime recordedAt)
    {
        var canonical = CanonicalJson.Of(content);
        return new RoadmapVersion
        {
            Number = number,
            Kind = kind,
            RecordedAt = recordedAt,
            Content = canonical,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))),
        };
    }

    /// <summary>A city's version of this number, the newest where none is said: the first of these.</summary>
    public static IQueryable<RoadmapVersion> OfCity(AppDb db, string? city, int? number = null) =>
        db
            .RoadmapVersions.AsNoTracking()
            .Where(v => v.Roadmap!.City!.Identifier == city && (number == null || v.Number == number))
            .OrderByDescending(v => v.Number);

    public RoadmapContent Read() => JsonSerializer.Deserialize<RoadmapContent>(Content, JsonColumn.Options)!;
}

/// <summary>That a deal works on a challenge, by the newest version; the deal's page says so.</summary>
public sealed class RoadmapDeal
{
    public long Id { get; private set; }
    public long RoadmapId { get; set; }
    public Roadmap? Roadmap { get; set; }
    public required long DealId { get; init; }
    public Deal? Deal { get; set; }

    /// <summary>The challenge's key.</summary>
    public required string Challenge { get; init; }

    /// <summary>What it is called there, so that a deal's page need not read the whole roadmap.</summary>
    public required LocalText Title { get; set; }
}
