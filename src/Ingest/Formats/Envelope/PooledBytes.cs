using System.Buffers;

namespace RefillRadar.Ingest.Formats.Envelope;

/// <summary>A buffer from the shared pool that grows. Not for copying: each copy would give it back.</summary>
internal struct PooledBytes : IDisposable
{
    private byte[]? _bytes;

    public readonly byte[] Bytes => _bytes ?? [];

    /// <summary>Room for <paramref name="length"/> bytes; what was in the buffer is lost.</summary>
    public Span<byte> Take(int length)
    {
        if (_bytes is null || _bytes.Length < length)
        {
            Dispose();
            _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(length, 4096));
        }

        return _bytes.AsSpan(0, length);
    }

    public void Dispose()
    {
        if (_bytes is not null)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = null;
    }
}
