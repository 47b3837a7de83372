using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Monitoring.Health;

/// <summary>Why a promise stands as it does, in the reader's language: for pages, mails and the API.</summary>
public static class HealthText
{
    /// <summary>In this order they are counted up; who was not asked is no success, and no failure either.</summary>
    public static readonly IReadOnlyList<HealthState> BestFirst =
    [
        HealthState.OnTrack,
        HealthState.AtRisk,
        HealthState.OffTrack,
        HealthState.ReportOverdue,
        HealthState.Inactive,
        HealthState.NotAsked,
    ];

    public static string Of(PromiseHealth health, Reader reader) =>
        reader[
            "health.reason." + Code.Of(health.Reason),
            health.Day is { } day ? reader.Date(day) : "",
            Percent(health.Reached, reader),
            Percent(health.Expected, reader),
            health.Count
        ];

    /// <summary>A part in whole percent; what is not all of it is never shown as all of it.</summary>
    public static string Percent(double? part, Reader reader) =>
        part is not { } known ? ""
        : known is < 1 and >= 0.99 ? reader.Number(99)
        : reader.Number((decimal)Math.Round(known * 100));
}
