using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Alliance.Tests.Testing;

/// <summary>What the application logs, as lines: <c>Warning Alliance.Platform.Data.Migrating …</c>.</summary>
public sealed class TestLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose() { }

    private sealed class Writer(TestLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => log.lines.Enqueue($"{logLevel} {category} {formatter(state, exception)} {exception}");
    }
}
