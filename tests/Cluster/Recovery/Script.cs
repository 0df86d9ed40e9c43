using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Cluster.Recovery;

/// <summary>
/// What happens to a radar, step by step. Whoever does a step does it again until it is answered: a sender posts again, a person
/// clicks again. A step that was interrupted by the end of the process is done again in the next one.
/// </summary>
internal sealed class Script(RadarWorld world)
{
    private const int Attempts = 8;
    private readonly List<(string Name, Func<RadarLife, Task<bool>> Do)> _steps = [];
    private RadarLife _life = new(world);

    /// <summary>Processes that died.</summary>
    public int Crashes { get; private set; }

    /// <summary>Changes without a place that were posted once more, since their sender had no answer.</summary>
    public int Resent { get; private set; }

    public RadarLife Life => _life;

    /// <summary>Posts changes; those of a logged source are in its log before.</summary>
    public Script Post(bool isLogged, params StockChange[] changes)
    {
        var isFirst = true;
        return Add($"post {string.Join(", ", changes.Select(change => $"{change.Key}={change.Quantity}"))}", async life =>
        {
            if (isFirst)
                world.Time.Advance(TimeSpan.FromSeconds(1));
            if (isFirst && isLogged)
                world.Source.Add(world.Time.GetUtcNow(), changes);
            Resent += isFirst || isLogged ? 0 : changes.Length;
            isFirst = false;
            return await SendAsync(life, new StockBatch(changes) { Id = Guid.NewGuid(), IsLogged = isLogged });
        });
    }

    /// <summary>Lets time pass, with what it brings.</summary>
    public Script Pass(TimeSpan span)
    {
        var left = (int)(span / TimeSpan.FromSeconds(5));
        return Add($"{span} pass", async life =>
        {
            for (; left > 0 && !world.Disk.IsDead; left--)
            {
                world.Time.Advance(TimeSpan.FromSeconds(5));
                await life.TickAsync();
            }

            return !world.Disk.IsDead;
        });
    }

    /// <summary>The teams get their mail.</summary>
    public Script Deliver() => Add("deliver", async life =>
    {
        await life.DeliverAsync();
        return life.IsQuiet;
    });

    /// <summary>A threshold file comes into force.</summary>
    public Script Rules(string rows)
    {
        var isFirst = true;
        return Add("thresholds", async life =>
        {
            if (isFirst)
            {
                world.Time.Advance(TimeSpan.FromSeconds(1));
                world.SetRules(rows);
            }

            isFirst = false;
            (await life.PartitionAsync()).Announce(world.Rules.Version!);
            await life.TickAsync();
            return ReferenceEquals((await life.PartitionAsync()).Rules, world.Rules);
        });
    }

    /// <summary>Somebody acknowledges the open alert of a product.</summary>
    public Script Acknowledge(string key) => Add($"acknowledge {key}", async life =>
    {
        var partition = await life.PartitionAsync();
        if (!partition.Levels.OpenAlerts.TryGetValue(key, out var alert))
        {
            // Its product could not be asked, and will be a little later.
            world.Time.Advance(TimeSpan.FromSeconds(5));
            await life.TickAsync();
            return false;
        }

        var result = await partition.ActAsync(
            key, alert, new AlertAction(AlertActionKind.Acknowledge, "Ana"), CancellationToken.None);
        return result.Alert is { Status: AlertStatus.Acknowledged };
    });

    /// <summary>Does it all, and then waits until nothing is left to do.</summary>
    public async Task RunAsync()
    {
        for (var settle = 0; settle < 4; settle++)
            Pass(TimeSpan.FromSeconds(30)).Deliver();
        foreach (var (name, step) in _steps)
            await DoAsync(name, step);
        Assert.True(_life.IsQuiet);
        Assert.False((await _life.PartitionAsync()).IsStale);
    }

    private Script Add(string name, Func<RadarLife, Task<bool>> step)
    {
        _steps.Add((name, step));
        return this;
    }

    private async Task DoAsync(string name, Func<RadarLife, Task<bool>> step)
    {
        Exception? last = null;
        var failures = world.Disk.Failures;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                if (!_life.IsStarted)
                    await _life.StartAsync();
                if (await step(_life) && !world.Disk.IsDead)
                {
                    if (world.Disk.Failures == failures)
                        return;
                    // Products that could not be asked are asked a little later.
                    failures = world.Disk.Failures;
                    world.Time.Advance(TimeSpan.FromSeconds(5));
                    await _life.TickAsync();
                    if (world.Disk.Failures == failures)
                        return;
                }
            }
            catch (Exception exception)
            {
                last = exception;
            }

            if (world.Disk.IsDead)
                await RebootAsync();
        }

        throw new Xunit.Sdk.XunitException($"{name} was never done: {last}");
    }

    private async Task RebootAsync()
    {
        do
        {
            Crashes++;
            world.Disk.Reboot();
            _life = new RadarLife(world);
            try
            {
                await _life.StartAsync();
            }
            catch (Exception)
            {
                // A step will find what is missing; or the process died again.
            }
        }
        while (world.Disk.IsDead);
    }

    // As the ingest endpoint does it: the same batch again, while the partition catches up.
    private async Task<bool> SendAsync(RadarLife life, StockBatch batch)
    {
        for (var attempt = 1; attempt <= 4 && !world.Disk.IsDead; attempt++)
        {
            try
            {
                await life.CatchUpAsync();
                var result = await (await life.PartitionAsync()).ApplyAsync(batch with { Attempt = attempt });
                if (result.Failed.IsEmpty)
                    return true;
            }
            catch (Exception)
            {
                // Again.
            }
        }

        return false;
    }
}
