using System.IO.Compression;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>Bytes as they are stored: written units are 1 KB, and Brotli halves what levels and changes take.</summary>
internal static class Packed
{
    /// <summary>Compresses.</summary>
    public static MemoryStream Pack(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            brotli.Write(bytes);
        packed.Position = 0;
        return packed;
    }

    /// <summary>Decompresses.</summary>
    /// <exception cref="InvalidDataException">They are not what <see cref="Pack"/> wrote.</exception>
    public static byte[] Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        var bytes = new MemoryStream();
        try
        {
            brotli.CopyTo(bytes);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException("Stored bytes cannot be decompressed.", exception);
        }

        return bytes.ToArray();
    }
}
