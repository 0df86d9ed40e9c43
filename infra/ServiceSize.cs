namespace RefillRadar.Infra;

/// <summary>Tasks of an ECS service.</summary>
/// <param name="Cpu">1,024 is a vCPU.</param>
/// <param name="MemoryMegabytes">Memory of a task.</param>
/// <param name="Least">As many at least.</param>
/// <param name="Most">As many at most.</param>
internal sealed record ServiceSize(int Cpu, int MemoryMegabytes, int Least, int Most);
