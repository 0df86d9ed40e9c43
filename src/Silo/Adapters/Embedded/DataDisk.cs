using RefillRadar.Grains.Health;

namespace RefillRadar.Silo.Adapters.Embedded;

/// <summary>The disk of the data directory.</summary>
internal sealed class DataDisk(EmbeddedOptions options) : IDiskProbe
{
    public DiskSpace? Read()
    {
        try
        {
            return new DiskSpace(options.DataDirectory, new DriveInfo(options.DataDirectory).AvailableFreeSpace);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Not every file system says so; whether it can be written is seen by writing.
            return null;
        }
    }
}
