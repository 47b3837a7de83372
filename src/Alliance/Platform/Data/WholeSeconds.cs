namespace Alliance.Platform.Data;

/// <summary>
/// Instants as they are kept and handed out: the databases keep parts of a second with different precision, and exports must not differ.
/// </summary>
public static class WholeSeconds
{
    public static DateTime InWholeSeconds(this DateTime at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    public static DateTimeOffset InWholeSeconds(this DateTimeOffset at) =>
        at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
}
