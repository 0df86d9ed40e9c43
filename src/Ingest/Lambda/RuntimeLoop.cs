namespace RefillRadar.Ingest.Lambda;

/// <summary>Takes invocations one by one, for as long as Lambda keeps the process.</summary>
public sealed class RuntimeLoop(RuntimeApi runtime, Forwarder forwarder, TimeProvider time)
{
    private static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(500);

    // Lambda's own limit, and what holds where the runtime names no deadline.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(15);

    /// <summary>Runs until cancelled. Fails only with the Runtime API itself; then Lambda starts the process anew.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
                await HandleAsync(await runtime.NextAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // SIGTERM: the end of the loop is what it asks for.
        }
    }

    private async Task HandleAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.TraceId);
        var timeout = invocation.Deadline is { } deadline ? deadline - time.GetUtcNow() - Reserve : LongestTimeout;
        byte[] answer;
        try
        {
            answer = await forwarder
                .ForwardAsync(invocation.Body, invocation.TraceId, timeout < LongestTimeout ? timeout : LongestTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ForwardingException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{invocation.RequestId}: {e.Message}").ConfigureAwait(false);
            await runtime.FailAsync(invocation.RequestId, e).ConfigureAwait(false);
            return;
        }

        await runtime.RespondAsync(invocation.RequestId, answer).ConfigureAwait(false);
    }
}
