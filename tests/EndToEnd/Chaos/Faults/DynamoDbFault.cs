using RefillRadar.Tests.Emulators;

namespace RefillRadar.Tests.EndToEnd.Chaos.Faults;

/// <summary>DynamoDB answers late, or answers a part of the requests with errors.</summary>
internal sealed class DynamoDbFault(EmulatorProcess emulator) : IFault
{
    public async Task StrikeAsync(PlannedFault planned)
    {
        await emulator.SetFaultsAsync(planned.Kind == FaultKind.SlowDynamoDb
            ? new EmulatorFaults(DelayMs: 100 + planned.Target)
            : new EmulatorFaults(FailRate: planned.Target / 2_000d, ThrottleRate: (1_000 - planned.Target) / 2_000d));
        try
        {
            await Task.Delay(planned.For);
        }
        finally
        {
            await emulator.SetFaultsAsync(new EmulatorFaults());
        }
    }
}
