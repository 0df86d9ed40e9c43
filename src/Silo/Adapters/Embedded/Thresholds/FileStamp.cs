namespace RefillRadar.Silo.Adapters.Embedded.Thresholds;

/// <summary>Tells a changed file from an unchanged one without reading it.</summary>
/// <param name="Path">The file itself, behind all symbolic links: a Kubernetes ConfigMap is updated by replacing one.</param>
/// <param name="Bytes">Its size; 0 for pipes and devices, too.</param>
/// <param name="ModifiedAt">When it was written last, UTC.</param>
internal sealed record FileStamp(string Path, long Bytes, DateTimeOffset ModifiedAt)
{
    // As Linux.
    private const int MostLinks = 40;

    /// <summary>The stamp of a file; null when there is none.</summary>
    /// <exception cref="IOException">Its symbolic links go round in a circle.</exception>
    public static FileStamp? Of(string path)
    {
        var links = 0;
        var file = new FileInfo(Resolve(System.IO.Path.GetFullPath(path), ref links));
        return file.Exists ? new FileStamp(file.FullName, file.Length, new DateTimeOffset(file.LastWriteTimeUtc)) : null;
    }

    // FileSystemInfo.ResolveLinkTarget leaves links among the folders as they are.
    private static string Resolve(string path, ref int links)
    {
        if (System.IO.Path.GetDirectoryName(path) is not { } folder)
            return path;
        var parent = Resolve(folder, ref links);
        var here = System.IO.Path.Combine(parent, System.IO.Path.GetFileName(path));
        if (new FileInfo(here).LinkTarget is not { } target)
            return here;
        if (++links > MostLinks)
            throw new IOException($"Too many symbolic links at {here}.");
        return Resolve(System.IO.Path.GetFullPath(target, parent), ref links);
    }
}
