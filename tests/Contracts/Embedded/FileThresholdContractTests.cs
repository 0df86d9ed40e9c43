using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Thresholds;
using RefillRadar.Silo.Adapters.Embedded.Thresholds;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Embedded;

/// <summary>The file as a source; a written one has been still for long enough when it is read.</summary>
public sealed class FileThresholdContractTests : ThresholdSourceContract
{
    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    protected override Task<IThresholdSource> CreateAsync() => Task.FromResult<IThresholdSource>(
        new FileThresholdSource(new FileThresholdOptions { Path = _folder.File("thresholds.csv"), KeptPath = _folder.File("kept.csv") }, _time));

    protected override async Task WriteAsync(byte[] content)
    {
        await File.WriteAllBytesAsync(_folder.File("thresholds.csv"), content);
        File.SetLastWriteTimeUtc(_folder.File("thresholds.csv"), _time.GetUtcNow().UtcDateTime);
        _time.Advance(TimeSpan.FromSeconds(2));
    }

    protected override Task DropAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
