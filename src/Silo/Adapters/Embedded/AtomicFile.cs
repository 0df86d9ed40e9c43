namespace RefillRadar.Silo.Adapters.Embedded;

/// <summary>Writes files that are there whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes to a hidden file beside it, syncs, and moves it into place over an older one. The file can be read by the owner only, or by
    /// whoever could read the older one.
    /// </summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        OwnerOnly.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            await using (var stream = OwnerOnly.Open(temporary, FileMode.CreateNew, FileShare.Read))
            {
                if (!OperatingSystem.IsWindows() && File.Exists(path))
                    File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(path));
                await write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
