namespace RefillRadar.Tests.EndToEnd.Chaos;

/// <summary>
/// How many changes a sender may still make. It is filled little by little, so that changes come before, during and after every fault.
/// Safe for use by several threads.
/// </summary>
internal sealed class Budget(int total)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _filled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _allowed;
    private int _taken;

    /// <summary>Allows this share of all changes, from 0 to 1; never fewer than before.</summary>
    public void Allow(double share)
    {
        lock (_lock)
        {
            _allowed = Math.Max(_allowed, (int)Math.Round(total * Math.Min(1, share)));
            _filled.TrySetResult();
            _filled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until there is something to take; answers how many changes, or 0 when all are made.</summary>
    public async Task<int> TakeAsync(int most)
    {
        while (true)
        {
            Task filled;
            lock (_lock)
            {
                var count = Math.Min(most, _allowed - _taken);
                _taken += count;
                if (count > 0 || _taken == total)
                    return count;
                filled = _filled.Task;
            }

            await filled;
        }
    }
}
