using System.Collections.Concurrent;

namespace RefillRadar.Pipeline.Lambda;

/// <summary>A Lambda function: as many execution environments as run at once, each used again while it lives.</summary>
internal sealed class LambdaRuntime(string[] program, IReadOnlyDictionary<string, string> settings, TimeSpan timeout) : IAsyncDisposable
{
    private readonly ConcurrentStack<LambdaEnvironment> _idle = new();

    /// <summary>Hands an event to an environment that is free, or to a new one.</summary>
    public async Task<FunctionAnswer> InvokeAsync(byte[] payload, CancellationToken cancellationToken)
    {
        if (!_idle.TryPop(out var environment))
            environment = await LambdaEnvironment.StartAsync(program, settings, timeout);
        try
        {
            return await environment.InvokeAsync(payload, cancellationToken);
        }
        finally
        {
            // One that was given up in the middle of an invocation would answer that one first.
            if (environment.IsAlive && !cancellationToken.IsCancellationRequested)
                _idle.Push(environment);
            else
                await environment.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_idle.TryPop(out var environment))
            await environment.DisposeAsync();
    }
}
