using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Cluster.Recovery;

/// <summary>A database whose binary log is followed.</summary>
internal sealed class RandomDatabase(string name, Random random)
{
    private uint _file = (uint)random.Next(50, 100);
    private ulong _offset = 1_000;
    private int _second;
    private uint _server = 1;

    /// <summary>The next change. Its statement may have waited: times run backwards, but never by as much as a restore takes.</summary>
    public StockChange Change(string key, decimal? quantity)
    {
        _offset += (ulong)random.Next(1, 300);
        _second += random.Next(0, 30);
        var at = CrashPointTests.Start.AddSeconds(_second - random.Next(0, 290));
        return new StockChange(
            key, quantity is null ? StockOperation.Delete : StockOperation.Update, quantity, new Position(name, Place.InLog(_file, _offset)),
            at.UtcTicks, HasEventTime: true, new LogIdentity("mysql-bin", _server, null));
    }

    /// <summary>It was restored: its log begins again, at lower places; half an hour has passed, or it is another server.</summary>
    public void Restore()
    {
        (_file, _offset) = ((uint)random.Next(1, 3), 500);
        _second += 1_800;
        _server += (uint)random.Next(2);
    }
}
