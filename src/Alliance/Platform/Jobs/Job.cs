namespace Alliance.Platform.Jobs;

/// <summary>
/// Work that comes again and again, done by one node at a time. A module registers as many as it likes:
/// <c>services.AddSingleton(new Job("deals", TimeSpan.FromMinutes(1), DealClock.RunAsync))</c>. It is done at least once
/// (a node may die after the work and before noting it, and another one begins anew), hence must bear repetition; and it
/// must end soon when its token says so, because another node may be doing it already.
/// </summary>
/// <param name="Name">Stable; administrators read the texts <c>job.NAME</c> and <c>job.NAME.what</c>.</param>
/// <param name="Every">
/// From the end of one run to the next. What belongs to a day or an hour of a place asks for itself whether it has come:
/// a clock that was set, or a server that stood still, skips no day that way.
/// </param>
/// <param name="RunAsync">The work, with the services of a scope of its own; how many things it did.</param>
public sealed record Job(string Name, TimeSpan Every, Func<IServiceProvider, CancellationToken, Task<int>> RunAsync);

/// <summary>By what name administrators know this process among the others.</summary>
public sealed record JobNode(string Name)
{
    public const int Length = 100;

    public static JobNode OfThisProcess { get; } = new($"{Environment.MachineName}-{Environment.ProcessId}");
}
