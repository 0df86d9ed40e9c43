namespace RefillRadar.Grains.Stock.Partition;

/// <summary>
/// Lets one piece of work of a partition run at a time, in the order in which they came, whatever each waits for.
/// Not safe for use by several threads.
/// </summary>
internal sealed class Turns
{
    private Task _last = Task.CompletedTask;

    public async Task RunAsync(Func<Task> work)
    {
        var before = _last;
        // Takes its place before it starts: work that asks for more work before its first wait would otherwise overlap with it.
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _last = done.Task;
        await before;
        try
        {
            await work();
        }
        finally
        {
            done.SetResult();
        }
    }
}
