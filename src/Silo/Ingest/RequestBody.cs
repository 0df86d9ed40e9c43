using System.Buffers;
using System.IO.Compression;

namespace RefillRadar.Silo.Ingest;

/// <summary>A request's body in one pooled buffer, which grows with what has arrived and not with what was announced.</summary>
internal readonly struct RequestBody : IDisposable
{
    private const int First = 128 * 1024;

    // For bodies of up to 2 MB, a Lambda batch of a thousand records: 124 MB at most. The shared pool would keep as many of the largest
    // as were ever used at once.
    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(maxArrayLength: 1 << 21, maxArraysPerBucket: 32);
    private readonly byte[] _buffer;
    private readonly int _length;

    private RequestBody(byte[] buffer, int length) => (_buffer, _length) = (buffer, length);

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    /// <summary>Whether a body is gzip by its <c>Content-Encoding</c>, or null when it is anything that cannot be read.</summary>
    public static bool? IsGzip(string encoding) => encoding.ToLowerInvariant() switch
    {
        "" or "identity" => false,
        "gzip" or "x-gzip" => true,
        _ => null,
    };

    /// <summary>Reads it, unpacked; null when it is larger than <paramref name="most"/> bytes.</summary>
    /// <exception cref="InvalidDataException">It is not gzip, although it should be.</exception>
    public static async Task<RequestBody?> ReadAsync(HttpRequest request, bool isGzip, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
            return null;
        if (!isGzip)
            return await ReadAsync(request.Body, request.ContentLength, most, cancellationToken);
        // What comes out is bounded as it comes out, whatever the sender says of it.
        await using var unpacked = new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true);
        return await ReadAsync(unpacked, null, most, cancellationToken);
    }

    private static async Task<RequestBody?> ReadAsync(Stream body, long? announced, int most, CancellationToken cancellationToken)
    {
        var buffer = Pool.Rent((int)Math.Min(announced ?? First, First));
        var length = 0;
        var kept = false;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                    buffer = Grow(buffer, Math.Min(announced ?? most + 1L, length * 4L));
                var read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken);
                length += read;
                if (length > most)
                    return null;
                if (read == 0 || length == announced)
                    break;
            }

            kept = true;
            return new RequestBody(buffer, length);
        }
        finally
        {
            if (!kept)
                Pool.Return(buffer);
        }
    }

    public void Dispose() => Pool.Return(_buffer);

    private static byte[] Grow(byte[] buffer, long size)
    {
        var larger = Pool.Rent((int)size);
        buffer.CopyTo(larger, 0);
        Pool.Return(buffer);
        return larger;
    }
}
