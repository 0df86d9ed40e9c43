namespace RefillRadar.Tests.Emulators;

/// <summary>Faults of the DynamoDB emulator. A request that fails or is throttled has read and changed nothing.</summary>
/// <param name="DelayMs">How long every request waits first, in milliseconds.</param>
/// <param name="FailRate">The share of requests, from 0 to 1, that are answered by 500 InternalServerError.</param>
/// <param name="ThrottleRate">The share of requests, from 0 to 1, that are answered by 400 ProvisionedThroughputExceededException.</param>
public sealed record EmulatorFaults(int DelayMs = 0, double FailRate = 0, double ThrottleRate = 0);
