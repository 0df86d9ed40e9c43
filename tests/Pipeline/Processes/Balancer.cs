using System.Globalization;

namespace RefillRadar.Pipeline.Processes;

/// <summary>The internal load balancer in front of the silos.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private Balancer(ChildProcess process, int port) => (_process, Address) = (process, new Uri($"http://127.0.0.1:{port}"));

    public Uri Address { get; }

    public static async Task<Balancer> StartAsync(IEnumerable<SiloProcess> silos)
    {
        var process = NodeProgram.Start("balancer.mjs", silos.Select(silo => silo.Address.Port.ToString(CultureInfo.InvariantCulture)));
        return new Balancer(process, await NodeProgram.NumberAsync(process));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
