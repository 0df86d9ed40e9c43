namespace RefillRadar.Tests.Cluster.Recovery;

/// <summary>
/// Counts every write of a radar, whatever store it goes to, and fails those it is told to: before or after the write took effect, and
/// alone or together with the process.
/// </summary>
internal sealed class Disk
{
    private bool _isDead;

    /// <summary>Writes so far.</summary>
    public int Writes { get; private set; }

    /// <summary>Writes that failed so far.</summary>
    public int Failures { get; private set; }

    /// <summary>Faults by the number of their write.</summary>
    public Dictionary<int, Fault> Faults { get; } = [];

    /// <summary>Whether the process is gone.</summary>
    public bool IsDead => _isDead;

    /// <summary>What every write waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>A new process reaches it.</summary>
    public void Reboot() => _isDead = false;

    public void Read()
    {
        if (_isDead)
            throw new IOException("The process is gone.");
    }

    public async Task<T> WriteAsync<T>(Func<Task<T>> effect)
    {
        await Gate;
        Read();
        var fault = Faults.GetValueOrDefault(++Writes);
        if (fault is { IsAfterEffect: false })
            Fail(fault);
        var result = await effect();
        if (fault is not null)
            Fail(fault);
        return result;
    }

    public Task WriteAsync(Func<Task> effect) => WriteAsync(async () =>
    {
        await effect();
        return true;
    });

    private void Fail(Fault fault)
    {
        Failures++;
        _isDead = fault.IsCrash;
        throw new IOException($"Write {Writes} failed: {fault}.");
    }
}

/// <summary>How a write fails.</summary>
/// <param name="IsAfterEffect">Whether it took effect all the same.</param>
/// <param name="IsCrash">Whether the process is gone with it.</param>
internal sealed record Fault(bool IsAfterEffect, bool IsCrash);
