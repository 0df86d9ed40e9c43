using System.Runtime;

namespace RefillRadar.Silo.Hosting;

/// <summary>The memory of this process by the runtime's own collector.</summary>
internal sealed class ProcessMemory : IProcessMemory
{
    public TimeSpan Used => Environment.CpuUsage.TotalTime;

    public long WorkingSet => Environment.WorkingSet;

    public void GiveBack()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
