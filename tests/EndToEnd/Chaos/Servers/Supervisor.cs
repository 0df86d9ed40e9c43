using System.Globalization;
using System.Text.RegularExpressions;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Chaos.Servers;

/// <summary>Starts every server that has ended, whatever ended it, as a service manager does.</summary>
internal sealed partial class Supervisor : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<IServer> _servers;
    private readonly Dictionary<IServer, double> _read = [];
    private readonly Task _running;

    public Supervisor(IReadOnlyList<IServer> servers)
    {
        _servers = servers;
        _running = RunAsync();
    }

    /// <summary>How often a server was started again.</summary>
    public int Restarts { get; private set; }

    /// <summary>What the servers wrote that were started again, last lines only.</summary>
    public string Ended { get; private set; } = "";

    /// <summary>E-mails that the servers counted as sent again after an unknown outcome, as far as it was read.</summary>
    public double Resent { get; private set; }

    /// <summary>Returns once every server is ready.</summary>
    public Task ReadyAsync(TimeSpan patience) => Eventually.TrueAsync(
        async () => (await Task.WhenAll(_servers.Select(server => server.IsReadyAsync()))).All(ready => ready), "every server to be ready", patience);

    /// <summary>SIGKILL to every server.</summary>
    public async Task KillAllAsync()
    {
        await CountAsync();
        var restarts = Restarts;
        await Task.WhenAll(_servers.Select(server => server.KillAsync()));
        await Eventually.TrueAsync(() => Restarts >= restarts + _servers.Count, "every server to be started again");
    }

    /// <summary>Reads the counters of all servers, one of which may be about to end.</summary>
    public async Task CountAsync()
    {
        foreach (var server in _servers)
        {
            if (await server.MetricsAsync() is { } metrics)
                Resent += Counter(server, metrics);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    // A counter that is lower than before belongs to a new process.
    private double Counter(IServer server, string metrics)
    {
        var now = Resends().Matches(metrics).Sum(match => double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture));
        var before = _read.GetValueOrDefault(server);
        _read[server] = now;
        return now >= before ? now - before : now;
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Look);
        while (!_stop.IsCancellationRequested)
        {
            foreach (var server in _servers.Where(server => !server.IsRunning))
            {
                Ended = string.Join('\n', server.Output.Split('\n').TakeLast(30));
                Restarts++;
                server.Launch();
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    [GeneratedRegex(@"^refillradar_mails_resent_total(?:\{[^}]*\})? (?<value>[0-9.e+]+)", RegexOptions.Multiline)]
    private static partial Regex Resends();
}
