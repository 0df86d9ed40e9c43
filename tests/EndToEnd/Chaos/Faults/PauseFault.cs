namespace RefillRadar.Tests.EndToEnd.Chaos.Faults;

/// <summary>A process stops in the middle of whatever it does and goes on later, not knowing that time has passed.</summary>
/// <param name="signals">Sends a signal to one of several processes; each is named by its number.</param>
internal sealed class PauseFault(params Func<string, Task>[] signals) : IFault
{
    public async Task StrikeAsync(PlannedFault planned)
    {
        var signal = signals[planned.Target % signals.Length];
        await signal("STOP");
        try
        {
            await Task.Delay(planned.For);
        }
        finally
        {
            await signal("CONT");
        }
    }
}
