using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Chaos.Senders;

/// <summary>Products that one sender alone speaks of, and their changes.</summary>
internal sealed class ChaosWriter(IChangeSender sender, History history)
{
    private const int MostRecords = 60;
    private const int ManyRecords = 500;

    public string Name => sender.Name;

    public History History => history;

    /// <summary>Sends changes as far as the budget allows; returns when all are made.</summary>
    public async Task RunAsync(Budget budget, int seed)
    {
        var random = new Random(seed);
        while (await budget.TakeAsync(random.Next(1, random.Next(8) == 0 ? ManyRecords : MostRecords)) is > 0 and var count)
            await sender.SendAsync(history.Next(count));
    }
}
