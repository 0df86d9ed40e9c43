using RefillRadar.Pipeline.Database;

namespace RefillRadar.Tests.EndToEnd.Chaos.Senders;

/// <summary>Changes levels in MariaDB, from where they go by DMS, Kinesis and Lambda. Nothing of that has to be repeated here.</summary>
internal sealed class DatabaseSender(Shop shop) : IChangeSender
{
    public string Name => "MariaDB";

    public Task SendAsync(IReadOnlyList<(int Product, int Quantity)> changes) => shop.SetAsync(changes);
}
