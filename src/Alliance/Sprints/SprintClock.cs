using Alliance.Platform.Texts;

namespace Alliance.Sprints;

/// <summary>Whose clock a sprint's times are read from: its guests have others.</summary>
internal static class SprintClock
{
    /// <summary>As <c>Times: local time in Helsinki (UTC+2)</c>; null where nobody has said the zone, or nothing has a time.</summary>
    public static string? InWords(Sprint sprint, Reader reader)
    {
        if (sprint.TimeZone is not { } name || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return null;
        // Two where the clock is changed while it lasts.
        var offsets = sprint
            .Sessions.Select(s => s.Starts)
            .OfType<DateTime>()
            .Select(at => zone.GetUtcOffset(DateTime.SpecifyKind(at, DateTimeKind.Unspecified)))
            .Distinct()
            .Order()
            .Select(OfUtc)
            .ToList();
        return offsets.Count == 0
            ? null
            : reader["sprint.clock", name.Split('/')[^1].Replace('_', ' '), string.Join(" / ", offsets)];
    }

    private static string OfUtc(TimeSpan offset) =>
        "UTC"
        + (
            offset == TimeSpan.Zero
                ? ""
                : FormattableString.Invariant($"{(offset < TimeSpan.Zero ? "−" : "+")}{Math.Abs(offset.Hours)}")
        )
        + (offset.Minutes == 0 ? "" : FormattableString.Invariant($":{Math.Abs(offset.Minutes):00}"));
}
