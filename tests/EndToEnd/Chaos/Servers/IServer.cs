namespace RefillRadar.Tests.EndToEnd.Chaos.Servers;

/// <summary>A process of the program that faults strike. Started again it has the same addresses.</summary>
internal interface IServer
{
    string Name { get; }

    bool IsRunning { get; }

    /// <summary>All that the present process wrote.</summary>
    string Output { get; }

    /// <summary>Starts it and does not wait.</summary>
    void Launch();

    /// <summary>Whether <c>/health/ready</c> says so.</summary>
    Task<bool> IsReadyAsync();

    /// <summary>What <c>/metrics</c> says; null when it does not answer.</summary>
    Task<string?> MetricsAsync();

    /// <summary>SIGKILL.</summary>
    Task KillAsync();

    /// <summary>SIGTERM; answers the exit code.</summary>
    Task<int> TerminateAsync();

    /// <summary>Any signal, by its name without SIG.</summary>
    Task SignalAsync(string signal);
}
