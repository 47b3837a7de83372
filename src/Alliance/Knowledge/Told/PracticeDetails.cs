using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Alliance.Monitoring;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Told;

/// <summary>How much hangs on a component: without a <see cref="High"/> one the practice does not work.</summary>
public enum Importance
{
    High,
    Medium,
    Low,
}

/// <summary>
/// What a practice tells beside its title and what is learned from it. Each part may be missing: what was collected says what its sources say, and a
/// lesson may be short.
/// </summary>
public sealed record PracticeDetails
{
    public const int TextLength = 4_000;
    public const int LineLength = 300;
    public const int MostParties = 50;
    public const int MostResults = 20;

    /// <summary>Fewer parts say no more than the whole.</summary>
    public const int FewestComponents = 4;

    /// <summary>More parts cannot be weighed one by one.</summary>
    public const int MostComponents = 10;
    public static readonly PracticeDetails None = new();

    public LocalText? Problem { get; init; }
    public LocalText? Done { get; init; }

    /// <summary>Who did it.</summary>
    public List<PracticeParty>? By { get; init; }
    public PracticeCost? Cost { get; init; }
    public List<PracticeResult>? Results { get; init; }
    public LocalText? WentWrong { get; init; }
    public LocalText? Advice { get; init; }

    /// <summary>The parts in which it can be taken over; none, or from four to ten.</summary>
    public List<PracticeComponent>? Components { get; init; }

    /// <summary>The highest number that a component's key had so far: a key is given once.</summary>
    public int? LastKey { get; init; }

    /// <summary>The same where a file has not said it.</summary>
    internal int HighestKey =>
        (Components ?? [])
            .Select(c => int.Parse(c.Key.AsSpan(1), CultureInfo.InvariantCulture))
            .Append(LastKey ?? 0)
            .Max();

    /// <summary>Everything that is said in words.</summary>
    public IEnumerable<LocalText> Texts() =>
        ((LocalText?[])[Problem, Done, Cost?.Note])
            .Concat((Results ?? []).Select(r => (LocalText?)r.Text))
            .Append(WentWrong)
            .Append(Advice)
            .Concat((Components ?? []).SelectMany(c => (LocalText?[])[c.Title, c.Text, c.Enablers, c.ObstacleText]))
            .OfType<LocalText>();
}

/// <summary>Who did it: an organisation of the register, or a name.</summary>
/// <param name="Organisation">Its identifier, where the register has it.</param>
public sealed record PracticeParty(string Name, string? Organisation = null);

/// <summary>What it cost; each part may be missing.</summary>
/// <param name="Money">In <paramref name="Currency"/>, one of <see cref="Network.Currencies"/>.</param>
/// <param name="PersonMonths">The work of people.</param>
/// <param name="Months">How long it took.</param>
public sealed record PracticeCost(
    decimal? Money = null,
    string? Currency = null,
    decimal? PersonMonths = null,
    decimal? Months = null,
    LocalText? Note = null
);

/// <summary>What came of it.</summary>
/// <param name="Unit">One of the register's.</param>
/// <param name="Trust">How far the number was looked at by others.</param>
/// <param name="Deal">The identifier of the deal whose measurements show it.</param>
/// <param name="Promise">The key of that deal's promise.</param>
public sealed record PracticeResult(
    LocalText Text,
    decimal? Value = null,
    string? Unit = null,
    TrustLevel? Trust = null,
    string? Deal = null,
    string? Promise = null
)
{
    /// <summary>By which a form finds it again, wherever it stands by then; it is not stored.</summary>
    [JsonIgnore]
    public string Key =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Text}\u001f{Value}\u001f{Promise}")))[..12];
}

/// <summary>A part of a practice that another city keeps, adapts or drops by itself.</summary>
/// <param name="Key">Given once: <c>k1</c>.</param>
/// <param name="Enablers">What has to be there, one condition a line.</param>
/// <param name="Obstacles">What stands in the way, by the kinds that reports name too.</param>
public sealed record PracticeComponent(
    string Key,
    LocalText Title,
    Importance Importance,
    LocalText? Text = null,
    LocalText? Enablers = null,
    List<Obstacle>? Obstacles = null,
    LocalText? ObstacleText = null
);
