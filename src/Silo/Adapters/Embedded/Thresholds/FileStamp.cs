namespace RefillRadar.Silo.Adapters.Embedded.Thresholds;

/// <summary>What tells a changed file from an unchanged one without reading it.</summary>
internal sealed record FileStamp(long Bytes, DateTimeOffset ModifiedAt)
{
    /// <summary>The stamp of a file; null when there is none.</summary>
    public static FileStamp? Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(file.Length, new DateTimeOffset(file.LastWriteTimeUtc)) : null;
    }
}
