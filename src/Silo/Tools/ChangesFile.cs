using System.IO.Compression;
using RefillRadar.Silo.Commands;

namespace RefillRadar.Silo.Tools;

/// <summary>Reads a file of records whole, unpacked when its first bytes are those of gzip, whatever its name.</summary>
internal static class ChangesFile
{
    private const int Step = 1 << 20;

    /// <exception cref="InvalidDataException">It begins like gzip and goes on differently.</exception>
    /// <exception cref="IOException">It cannot be read, or has more than 2 GB.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string path, ProgressLine progress)
    {
        await using var file = File.OpenRead(path);
        var content = await ReadAsync(file, read => progress.Report("Reading bytes:", read, file.CanSeek ? file.Length : null));
        if (content is not [0x1f, 0x8b, ..])
            return content;
        using var packed = new MemoryStream(content.Array!, 0, content.Count, writable: false);
        await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        return await ReadAsync(unpacked, _ => progress.Report("Unpacking bytes:", packed.Position, packed.Length));
    }

    private static async Task<ArraySegment<byte>> ReadAsync(Stream stream, Action<long> report)
    {
        using var content = new MemoryStream();
        var buffer = new byte[Step];
        for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
            report(content.Length);
        }

        return new ArraySegment<byte>(content.GetBuffer(), 0, (int)content.Length);
    }
}
