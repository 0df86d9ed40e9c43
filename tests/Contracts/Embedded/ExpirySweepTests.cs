using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Contracts;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;
using RefillRadar.Silo.Adapters.Embedded.Stores;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class ExpirySweepTests
{
    [Fact]
    public async Task A_sweep_removes_all_that_has_expired_and_nothing_else()
    {
        await using var radar = new TestRadar();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var history = new SqliteLevelHistory(radar.Database, time);
        var quarantine = new SqliteQuarantine(radar.Database, time);
        for (var i = 0; i < 1300; i++)
            await history.AppendAsync(0, [new LevelSample("a", time.GetUtcNow().AddSeconds(i), i)], CancellationToken.None);
        await quarantine.AddAsync([new("q", time.GetUtcNow(), "s", null, "kinesis", "r", default)], CancellationToken.None);
        time.SetUtcNow(new DateTimeOffset(2026, 1, 31, 0, 21, 0, TimeSpan.Zero));
        using var sweep = new ExpirySweep([history, quarantine], time, NullLogger<ExpirySweep>.Instance);

        await sweep.SweepAsync(CancellationToken.None);

        Assert.Equal(
            (40L, 0L),
            await radar.Database.ReadAsync(session => (
                session.Scalar<long>("SELECT COUNT(*) FROM level_history"), session.Scalar<long>("SELECT COUNT(*) FROM quarantine"))));
    }
}
