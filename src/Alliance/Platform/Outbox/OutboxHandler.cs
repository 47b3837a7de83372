namespace Alliance.Platform.Outbox;

/// <summary>
/// What a module does after an event: sends a mail, appends to the log. A module registers as many as it likes:
/// <c>services.AddSingleton(new OutboxHandler("deal-signed", SendReceipt.HandleAsync))</c>. Handlers run one after the
/// other, at least once (a node may die after the work and before noting it), hence must bear repetition. Evicting
/// cached pages needs none: the message's tags do it.
/// </summary>
/// <param name="Kind">The events it handles.</param>
/// <param name="HandleAsync">The work, with the services of a scope of its own.</param>
public sealed record OutboxHandler(
    string Kind,
    Func<OutboxMessage, IServiceProvider, CancellationToken, Task> HandleAsync
);
