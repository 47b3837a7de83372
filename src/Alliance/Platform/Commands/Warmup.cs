namespace Alliance.Platform.Commands;

/// <summary>What a server does beside starting, so that its first readers wait less; without it all is the same, only later.</summary>
public sealed record Warmup(Func<CancellationToken, Task> RunAsync)
{
    /// <summary>Runs all of them in the background. Whoever asks for what failed tries again, and is told what is wrong.</summary>
    public static void Begin(IServiceProvider services, ILogger log, CancellationToken cancellationToken)
    {
        foreach (var warmup in services.GetServices<Warmup>())
            _ = Task.Run(
                async () =>
                {
                    try
                    {
                        await warmup.RunAsync(cancellationToken);
                    }
                    catch (Exception failed) when (failed is not OperationCanceledException)
                    {
                        log.LogWarning(failed, "Reading ahead failed");
                    }
                },
                cancellationToken
            );
    }
}
