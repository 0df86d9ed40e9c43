namespace RefillRadar.Silo.Hosting;

/// <summary>What this process uses of the machine.</summary>
internal interface IProcessMemory
{
    /// <summary>CPU time used so far, over all cores.</summary>
    TimeSpan Used { get; }

    /// <summary>Bytes of physical memory now.</summary>
    long WorkingSet { get; }

    /// <summary>Collects all garbage, compacts what lives and gives the rest back to the machine. Everything waits meanwhile.</summary>
    void GiveBack();
}
