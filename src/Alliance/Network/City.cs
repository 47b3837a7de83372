using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Network;

/// <summary>What a city is in the network.</summary>
public enum CityRole
{
    Lead,
    Observer,
    Participant,
}

/// <summary>A municipality with its programme, climate target and own action fields.</summary>
public sealed class City
{
    public long Id { get; private set; }

    /// <summary>Stable; also the page's address below <c>/cities/</c>.</summary>
    public required string Identifier { get; init; }
    public required LocalText Name { get; set; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; set; }

    /// <summary>Degrees, WGS 84.</summary>
    public double? Latitude { get; set; }
    public double? Longitude { get; set; }
    public string? CoordinatesSource { get; set; }
    public long? Geonames { get; set; }

    /// <summary>As a source states it.</summary>
    public Population? Population { get; set; }

    /// <summary>GeoNames' value, often older and of the locality only; never mixed with <see cref="Population"/>.</summary>
    public long? PopulationGeonames { get; set; }

    /// <summary>How many people live there: as a source states it, else as GeoNames has it; null where neither says.</summary>
    public long? Inhabitants => (Population?.Value ?? PopulationGeonames) is > 0 and var count ? count : null;
    public ClimateTarget? ClimateTarget { get; set; }
    public List<string> Languages { get; set; } = [];
    public required CityRole Role { get; set; }
    public LocalText? RoleNote { get; set; }
    public SourceWords? AsSource { get; set; }
    public CityProgramme? Programme { get; set; }
    public List<ActionField> ActionFields { get; set; } = [];
    public string? ActionFieldsSource { get; set; }
    public List<AnnouncedCount> AnnouncedCounts { get; set; } = [];

    /// <summary>
    /// Policy areas for which the city itself declared its list of deals complete. Only there does an empty cell mean
    /// <em>none</em>; everywhere else it means <em>none recorded here</em>.
    /// </summary>
    public List<string> CompleteFor { get; set; } = [];
    public string? Collection { get; set; }
    public List<Source> Sources { get; set; } = [];
}

public sealed record Population(long Value, LocalText? Note = null, string? Source = null);

/// <param name="Year">The year from which the city wants to be climate-neutral; null where it states another target.</param>
public sealed record ClimateTarget(int? Year = null, LocalText? Note = null, string? Source = null);

public sealed record CityProgramme(LocalText Name, LocalText? Summary = null, string? Source = null);

/// <summary>A city's own field, mapped to the shared policy areas; null where it matches none of them.</summary>
public sealed record ActionField(string Id, LocalText Name, List<string>? Areas = null);

/// <summary>A count that somebody announced elsewhere, kept beside ours and never mixed with it.</summary>
public sealed record AnnouncedCount(
    Quantity Quantity,
    LocalText What,
    PartialDate? Date = null,
    LocalText? Note = null,
    string? Source = null,
    SourceWords? AsSource = null
);
