namespace RefillRadar.Silo.Adapters.Embedded.Thresholds;

/// <summary>Reads a local threshold file, the same way for the server and for the tools.</summary>
internal static class ThresholdFileReader
{
    private const long MaxBytes = 64 << 20;

    /// <summary>The content of a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It has more than 64 MiB.</exception>
    public static Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken = default) =>
        ReadAsync(FileStamp.Of(path) ?? throw new FileNotFoundException($"There is no file {path}.", path), cancellationToken);

    /// <summary>The content of a file that was looked at.</summary>
    /// <exception cref="InvalidDataException">It has more than 64 MiB.</exception>
    public static Task<byte[]> ReadAsync(FileStamp stamp, CancellationToken cancellationToken)
    {
        // Opened, a pipe would block until somebody writes to it.
        if (stamp.Bytes == 0)
            return Task.FromResult(Array.Empty<byte>());
        if (stamp.Bytes > MaxBytes)
            throw new InvalidDataException($"The threshold file {stamp.Path} has {stamp.Bytes:N0} bytes. At most {MaxBytes:N0} bytes are read.");
        return File.ReadAllBytesAsync(stamp.Path, cancellationToken);
    }
}
