using System.Security.Cryptography;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Silo.Adapters.Embedded.Thresholds;

/// <summary>
/// Thresholds from a local file, read only when its size and time have been still for a second: an editor or a copy may be
/// in the middle of writing it.
/// </summary>
internal sealed class FileThresholdSource(FileThresholdOptions options, TimeProvider time) : IThresholdSource
{
    private static readonly TimeSpan Stillness = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private FileStamp? _seen;
    private long _seenAt;
    private FileStamp? _read;
    private string? _readVersion;

    public TimeSpan PollInterval => TimeSpan.FromMilliseconds(250);

    public string Name => options.Path;

    public Task<ThresholdFile?> ReadAsync(string? knownVersion, CancellationToken cancellationToken) =>
        ReadingAsync(options.Path, async () =>
        {
            var stamp = FileStamp.Of(options.Path) ?? throw new FileNotFoundException(
                $"There is no threshold file {options.Path}. Add one, or set RefillRadar:Thresholds:Path.", options.Path);
            if (!IsStill(stamp) || IsKnown(stamp, knownVersion))
                return null;
            var file = await LoadAsync(stamp, cancellationToken);
            // Written to while it was read: what was read may be half of each.
            if (FileStamp.Of(options.Path) != stamp)
                return null;
            Remember(stamp, file.Version);
            return string.Equals(file.Version, knownVersion, StringComparison.Ordinal) ? null : file;
        });

    public Task KeepAsync(ThresholdFile file, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(options.KeptPath, async stream => await stream.WriteAsync(file.Content, cancellationToken));

    public Task<ThresholdFile?> ReadKeptAsync(CancellationToken cancellationToken) =>
        ReadingAsync(options.KeptPath, async () =>
            FileStamp.Of(options.KeptPath) is { } stamp ? await LoadAsync(stamp, cancellationToken) : null);

    private bool IsStill(FileStamp stamp)
    {
        lock (_lock)
        {
            if (_seen != stamp)
            {
                _seen = stamp;
                _seenAt = time.GetTimestamp();
            }

            return time.GetElapsedTime(_seenAt) >= Stillness || time.GetUtcNow() - stamp.ModifiedAt >= Stillness;
        }
    }

    private bool IsKnown(FileStamp stamp, string? knownVersion)
    {
        lock (_lock)
            return knownVersion is not null && _read == stamp && string.Equals(_readVersion, knownVersion, StringComparison.Ordinal);
    }

    private void Remember(FileStamp stamp, string version)
    {
        lock (_lock)
            (_read, _readVersion) = (stamp, version);
    }

    private static async Task<ThresholdFile> LoadAsync(FileStamp stamp, CancellationToken cancellationToken)
    {
        var content = await ThresholdFileReader.ReadAsync(stamp, cancellationToken);
        var version = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));
        return new ThresholdFile(version, content, stamp.ModifiedAt);
    }

    private static async Task<ThresholdFile?> ReadingAsync(string path, Func<Task<ThresholdFile?>> read)
    {
        try
        {
            return await read();
        }
        catch (FileNotFoundException)
        {
            throw;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The threshold file {path} cannot be read: {exception.Message}", exception);
        }
    }
}
