using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Cluster.Ports;

internal sealed class InMemoryThresholdSource(ThresholdFolder folder, SiloLife life) : IThresholdSource
{
    public TimeSpan PollInterval => TimeSpan.FromSeconds(1);

    public string Name => "thresholds.csv";

    public async Task<ThresholdFile?> ReadAsync(string? knownVersion, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        var file = folder.Current ?? throw new FileNotFoundException("There is no file thresholds.csv.");
        return file.Version == knownVersion ? null : file;
    }

    public async Task KeepAsync(ThresholdFile file, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        folder.Kept = file;
    }

    public async Task<ThresholdFile?> ReadKeptAsync(CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        return folder.Kept;
    }
}
