using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Alliance.Platform.Documents;

/// <summary>
/// PDFs that wait to be made on this node. It is short: who asks for more than can be made soon is told to come back, rather
/// than wait for a machine that is busy for an hour.
/// </summary>
public sealed class DocumentQueue(int most = 20)
{
    private readonly Channel<DocumentJob> waiting = Channel.CreateBounded<DocumentJob>(most);
    private readonly ConcurrentDictionary<(DocumentKey, string), DocumentJob> underWay = new();

    /// <summary>How long a reader's browser is kept waiting before it gets a page that says so.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>The job, also one that another reader has asked for; null when the queue is full.</summary>
    public DocumentJob? Ask(DocumentKey key, PrintFile file)
    {
        var job = new DocumentJob(key, file, file.Hash);
        var name = (key, job.Hash);
        var first = underWay.GetOrAdd(name, job);
        if (first != job || waiting.Writer.TryWrite(job))
            return first;
        underWay.TryRemove(new(name, job));
        return null;
    }

    internal IAsyncEnumerable<DocumentJob> TakeAsync(CancellationToken cancel) => waiting.Reader.ReadAllAsync(cancel);

    /// <summary>Tells everybody who waits.</summary>
    internal void Finish(DocumentJob job, Outcome<byte[]> made)
    {
        underWay.TryRemove(new((job.Key, job.Hash), job));
        job.Finish(made);
    }
}

/// <summary>A PDF that is being made.</summary>
public sealed class DocumentJob(DocumentKey key, PrintFile file, string hash)
{
    private readonly TaskCompletionSource<Outcome<byte[]>> made = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    public DocumentKey Key => key;
    public PrintFile File => file;
    public string Hash => hash;

    /// <summary>The PDF once it is there, or why it could not be made.</summary>
    public Task<Outcome<byte[]>> Made => made.Task;

    internal void Finish(Outcome<byte[]> outcome) => made.TrySetResult(outcome);
}
