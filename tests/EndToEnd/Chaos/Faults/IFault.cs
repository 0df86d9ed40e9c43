namespace RefillRadar.Tests.EndToEnd.Chaos.Faults;

/// <summary>Makes something go wrong.</summary>
internal interface IFault
{
    /// <summary>Strikes, lasts as long as it was planned, and ends. The program recovers by itself afterwards.</summary>
    Task StrikeAsync(PlannedFault planned);
}
