namespace RefillRadar.Silo.Hosting;

/// <summary>
/// Gives memory back to the machine when the process is idle. The runtime collects when it allocates: after a burst, with nothing to do, it
/// would keep what the burst needed for as long as it stays quiet.
/// </summary>
internal sealed partial class IdleMemory(IProcessMemory memory, TimeProvider time, ILogger<IdleMemory> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private const double Megabyte = 1 << 20;
    private long _left;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        var (used, lookedAt, idle) = (memory.Used, time.GetTimestamp(), TimeSpan.Zero);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var (usedNow, now) = (memory.Used, time.GetTimestamp());
            var span = time.GetElapsedTime(lookedAt, now);
            idle = IdleMemoryDecision.IsIdle(usedNow - used, span) ? idle + span : TimeSpan.Zero;
            if (IdleMemoryDecision.GivesBack(idle, memory.WorkingSet, _left))
                GiveBack();
            (used, lookedAt) = (memory.Used, now);
        }
    }

    private void GiveBack()
    {
        var (before, started) = (memory.WorkingSet, time.GetTimestamp());
        memory.GiveBack();
        _left = memory.WorkingSet;
        var took = time.GetElapsedTime(started);
        LogGivenBack((before - _left) / Megabyte, _left / Megabyte, took.TotalMilliseconds);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Gave {Freed:0} MB of memory back while idle; {Left:0} MB are left. That took {Milliseconds:0} ms")]
    private partial void LogGivenBack(double freed, double left, double milliseconds);
}
