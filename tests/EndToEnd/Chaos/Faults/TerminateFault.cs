using RefillRadar.Tests.EndToEnd.Chaos.Servers;

namespace RefillRadar.Tests.EndToEnd.Chaos.Faults;

/// <summary>SIGTERM: the program has to end by itself, and say that all went well.</summary>
internal sealed class TerminateFault(IReadOnlyList<IServer> servers) : IFault
{
    public async Task StrikeAsync(PlannedFault planned)
    {
        var server = servers[planned.Target % servers.Count];
        var exit = await server.TerminateAsync();
        Assert.True(exit == 0, $"{server.Name} ended with {exit} after SIGTERM.");
    }
}
