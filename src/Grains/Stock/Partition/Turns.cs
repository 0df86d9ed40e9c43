namespace RefillRadar.Grains.Stock.Partition;

/// <summary>
/// Lets one piece of work of a partition run at a time, in the order in which they came, whatever each waits for.
/// Not safe for use by several threads.
/// </summary>
internal sealed class Turns
{
    private Task _last = Task.CompletedTask;

    public Task RunAsync(Func<Task> work) => _last = RunAfterAsync(_last, work);

    private static async Task RunAfterAsync(Task before, Func<Task> work)
    {
        // Whoever asked for it hears of its failure.
        await before.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        await work();
    }
}
