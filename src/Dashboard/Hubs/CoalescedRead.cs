namespace RefillRadar.Dashboard.Hubs;

/// <summary>
/// A read that all who ask at the same time share. It runs once at a time, and starts after everyone whom it answers has asked: no answer
/// is older than its question. Thread-safe.
/// </summary>
internal sealed class CoalescedRead<T>(Func<Task<T>> read)
{
    private readonly Lock _gate = new();
    private Task _running = Task.CompletedTask;
    private Task<T>? _next;

    /// <summary>The answer of a read that starts from now on; fails as the read does.</summary>
    public Task<T> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _next ??= Task.Run(() => RunAfterAsync(_running));
            return _next.WaitAsync(cancellationToken);
        }
    }

    private async Task<T> RunAfterAsync(Task previous)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            _running = _next!;
            _next = null;
        }

        return await read();
    }
}
