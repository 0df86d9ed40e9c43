using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Unit.Stock.Intake;

/// <summary>
/// The log of a source as its database writes it. A statement may have waited for a lock, so event times run backwards by up to ten minutes
/// less a second. Now and then the log starts over at low places: ten minutes later or more, or at once under another server id.
/// </summary>
/// <param name="source">Name of the source.</param>
/// <param name="hasServers">Whether records say which server wrote them.</param>
internal sealed class ModelLog(string source, bool hasServers)
{
    // A tracker remembers four epochs before the current one.
    private const int MostResets = 4;
    private const int MostWait = 599;
    private static readonly long Start = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero).UtcTicks;
    private readonly List<(int Epoch, StockChange Change)> _commits = [];
    private ulong _place = 60;
    private uint _server = 1;
    private int _epoch;
    private int _second;
    private int _floor = int.MinValue;
    private int _latest;

    /// <summary>Every change in the order of its commit, and how often the log had started over.</summary>
    public IReadOnlyList<(int Epoch, StockChange Change)> Commits => _commits;

    /// <summary>One thing that happens: a reset of the log, or a change of a product.</summary>
    public void Do(int kind, int product, int quantity, int wait, int gap)
    {
        if (kind < 3)
            Reset((kind > 0) && hasServers, isBack: kind == 2, gap);
        else
            Commit(kind, $"{source}-{product}", quantity, wait, gap);
    }

    private void Reset(bool isOtherServer, bool isBack, int gap)
    {
        if (_commits.Count == 0 || _commits[^1].Epoch < _epoch || _epoch == MostResets)
            return;
        _epoch++;
        // Below the first place of the log before, so that its first change says that it starts over.
        _place = 60 - (10 * (ulong)_epoch);
        _floor = _latest + (isOtherServer ? 1 : 600);
        _second = _floor + gap;
        if (isOtherServer)
            _server = isBack && _server > 1 ? _server - 1 : _server + 1;
    }

    private void Commit(int kind, string key, int quantity, int wait, int gap)
    {
        _second += gap;
        var at = Math.Max(_floor, _second - Math.Min(wait, MostWait));
        _latest = Math.Max(_latest, at);
        var (operation, level) = kind switch
        {
            3 => (StockOperation.Delete, (decimal?)null),
            4 => (StockOperation.Update, null),
            _ => (StockOperation.Update, (decimal?)quantity),
        };
        var log = hasServers ? new LogIdentity("mysql-bin", _server, null) : null;
        _commits.Add((_epoch, new StockChange(
            key, operation, level, new Position(source, Place.InLog(1, _place)), Start + (at * TimeSpan.TicksPerSecond), HasEventTime: true, log)));
        _place += 1 + (ulong)gap;
    }
}
