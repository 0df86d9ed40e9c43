namespace RefillRadar.Grains.Board;

/// <summary>One silo, as the cluster's membership has it.</summary>
/// <param name="Address">Address that other silos call it by.</param>
/// <param name="Name">Its name.</param>
/// <param name="Host">Host it runs on.</param>
/// <param name="Status">Joining, Active, ShuttingDown, Stopping, Dead.</param>
/// <param name="StartedAt">When it started, UTC.</param>
/// <param name="Partitions">Partitions that it runs now.</param>
public sealed record SiloState(string Address, string Name, string Host, string Status, DateTimeOffset StartedAt, int Partitions);
