namespace RefillRadar.Grains.Health;

/// <summary>Looks at the disk that this process writes to.</summary>
public interface IDiskProbe
{
    /// <summary>Its free space; null where nothing is kept on disk.</summary>
    DiskSpace? Read();
}
