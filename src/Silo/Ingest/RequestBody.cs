using System.Buffers;

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

    /// <summary>Reads it; null when it is larger than <paramref name="most"/> bytes.</summary>
    public static async Task<RequestBody?> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
            return null;
        var buffer = Pool.Rent((int)Math.Min(request.ContentLength ?? First, First));
        var length = 0;
        var kept = false;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                    buffer = Grow(buffer, Math.Min(request.ContentLength ?? most + 1L, length * 4L));
                var read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken);
                length += read;
                if (length > most)
                    return null;
                if (read == 0 || length == request.ContentLength)
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
