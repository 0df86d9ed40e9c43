using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RefillRadar.Tests.Contracts.Embedded;

/// <summary>A log that keeps its messages.</summary>
internal sealed class MessageLog<T> : ILogger<T>
{
    private readonly ConcurrentQueue<string> _messages = [];

    public IEnumerable<string> Messages => _messages;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _messages.Enqueue(formatter(state, exception));
}
