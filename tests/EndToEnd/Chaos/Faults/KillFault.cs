using RefillRadar.Tests.EndToEnd.Chaos.Servers;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Chaos.Faults;

/// <summary>SIGKILL; or twice, the second time while the program starts.</summary>
internal sealed class KillFault(IReadOnlyList<IServer> servers) : IFault
{
    public async Task StrikeAsync(PlannedFault planned)
    {
        var server = servers[planned.Target % servers.Count];
        await server.KillAsync();
        if (planned.Kind != FaultKind.KillTwice)
            return;
        await Eventually.TrueAsync(() => server.IsRunning, "the program to be started again");
        await Task.Delay(planned.For);
        await server.KillAsync();
    }
}
