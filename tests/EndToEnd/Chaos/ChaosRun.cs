using System.Diagnostics;
using RefillRadar.Tests.EndToEnd.Chaos.Faults;
using RefillRadar.Tests.EndToEnd.Chaos.Senders;
using RefillRadar.Tests.EndToEnd.Chaos.Servers;

namespace RefillRadar.Tests.EndToEnd.Chaos;

/// <summary>Sends all changes while faults strike one after the other.</summary>
internal sealed class ChaosRun(ChaosSize size, Supervisor supervisor, IReadOnlyDictionary<FaultKind, IFault> faults, IReadOnlyList<ChaosWriter> writers, Action<string> print)
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(120);
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _served = [];

    private readonly List<FaultKind> _struck = [];

    /// <summary>When every server was ready and nothing was wrong.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Served => _served;

    /// <summary>How many faults of each kind struck.</summary>
    public string Struck => string.Join(", ", _struck.CountBy(kind => kind).OrderBy(kind => kind.Key).Select(kind => $"{kind.Key} {kind.Value}"));

    /// <summary>How often a fault ended a server; the kill at the end does not count.</summary>
    public int Asked => _struck.Sum(kind => kind switch
    {
        FaultKind.KillTwice => 2,
        FaultKind.Kill or FaultKind.Terminate => 1,
        _ => 0,
    });

    /// <summary>
    /// Returns when the last fault is over, every change was accepted, all servers were killed once more and are ready: nothing that comes later
    /// can hide what a stop has lost.
    /// </summary>
    public async Task RunAsync()
    {
        var plan = ChaosPlan.Create(size, [.. faults.Keys]);
        print($"seed {size.Seed}: {size.Faults} faults, {size.Changes} changes by {string.Join(", ", writers.Select(writer => writer.Name))}");
        Budget[] budgets = [.. writers.Select((_, index) => new Budget(Share(index + 1) - Share(index)))];
        Task[] writing = [.. writers.Select((writer, index) => writer.RunAsync(budgets[index], size.Seed + index))];
        var since = DateTimeOffset.UtcNow;
        for (var index = 0; index < plan.Count; index++)
        {
            var fault = plan[index];
            using var spending = new CancellationTokenSource();
            var spent = SpendAsync(budgets, index, plan.Count, fault.After + fault.For, spending.Token);
            await Task.Delay(fault.After);
            await supervisor.CountAsync();
            _served.Add((since, DateTimeOffset.UtcNow));
            var started = Stopwatch.GetTimestamp();
            await StrikeAsync(fault);
            _struck.Add(fault.Kind);
            var struck = Stopwatch.GetElapsedTime(started);
            await supervisor.ReadyAsync(ReadyPatience);
            since = DateTimeOffset.UtcNow;
            print($"{index + 1}. {fault.Kind} after {fault.After.TotalSeconds:0.0} s, for {struck.TotalSeconds:0.0} s, ready {(Stopwatch.GetElapsedTime(started) - struck).TotalSeconds:0.0} s later; {writers.Sum(writer => writer.History.Count)} changes");
            await spending.CancelAsync();
            await spent;
            if (writing.FirstOrDefault(writer => writer.IsFaulted) is { } failed)
                await failed;
        }

        Allow(budgets, 1);
        await Task.WhenAll(writing).WaitAsync(TimeSpan.FromSeconds(120 + size.Changes / 500));
        _served.Add((since, DateTimeOffset.UtcNow));
        await supervisor.KillAllAsync();
        await supervisor.ReadyAsync(ReadyPatience);
        _served.Add((DateTimeOffset.UtcNow, DateTimeOffset.MaxValue));
    }

    private async Task StrikeAsync(PlannedFault fault)
    {
        try
        {
            await faults[fault.Kind].StrikeAsync(fault);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{fault} of seed {size.Seed} failed: {exception.Message}", exception);
        }
    }

    // The part of one fault, little by little while it is planned to last.
    private static async Task SpendAsync(Budget[] budgets, int index, int count, TimeSpan planned, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Slice);
        try
        {
            do
                Allow(budgets, (index + Math.Min(1, Stopwatch.GetElapsedTime(started) / planned)) / count);
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            Allow(budgets, (index + 1d) / count);
        }
    }

    private static void Allow(Budget[] budgets, double share)
    {
        foreach (var budget in budgets)
            budget.Allow(share);
    }

    // Changes of the writers before this one.
    private int Share(int writer) => (int)((long)size.Changes * writer / writers.Count);
}
