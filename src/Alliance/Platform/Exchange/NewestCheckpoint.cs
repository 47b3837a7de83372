namespace Alliance.Platform.Exchange;

/// <summary>
/// The newest signed checkpoint of the transparency log, for receipts; null while nothing is logged. Whoever prints one may
/// not know the log.
/// </summary>
public delegate Task<string?> NewestCheckpoint(CancellationToken cancel = default);
