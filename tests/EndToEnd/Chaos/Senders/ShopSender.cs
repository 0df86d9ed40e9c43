using Microsoft.Data.Sqlite;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Chaos.Senders;

/// <summary>Changes levels in the shop's SQLite database, one transaction for each call. What the database refused is done again.</summary>
internal sealed class ShopSender(Shop shop) : IChangeSender
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public string Name => "shop database";

    public async Task SendAsync(IReadOnlyList<(int Product, int Quantity)> changes)
    {
        while (!await Task.Run(() => TrySet(changes)))
            await Task.Delay(Pause);
    }

    private bool TrySet(IReadOnlyList<(int Product, int Quantity)> changes)
    {
        try
        {
            shop.Set([.. changes.Select(change => (change.Product, (decimal)change.Quantity))]);
            return true;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is Busy or Full or InputOutput)
        {
            return false;
        }
    }

    private const int Busy = 5;
    private const int InputOutput = 10;
    private const int Full = 13;
}
