using System.Buffers.Binary;

namespace RefillRadar.Silo.Adapters.Embedded.Stores;

/// <summary>Entries that are written together.</summary>
internal sealed class JournalRow
{
    private readonly List<(int Partition, byte[] Bytes)> _entries = [];

    // A writer must never run its callers' code.
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _length;

    /// <summary>Entries so far.</summary>
    public int Count => _entries.Count;

    /// <summary>Time of the latest entry, UTC ticks.</summary>
    public long LatestTicks { get; private set; }

    /// <summary>Done once they are on disk.</summary>
    public Task Written => _written.Task;

    public void Add(int partition, long ticks, byte[] bytes)
    {
        _entries.Add((partition, bytes));
        _length += bytes.Length;
        LatestTicks = Math.Max(LatestTicks, ticks);
    }

    /// <summary>The entries one after the other, each behind a head of its partition and length.</summary>
    public byte[] ToBytes(int head)
    {
        var row = new byte[_length + (_entries.Count * head)];
        var at = 0;
        foreach (var (partition, bytes) in _entries)
        {
            BinaryPrimitives.WriteInt32LittleEndian(row.AsSpan(at), partition);
            BinaryPrimitives.WriteInt32LittleEndian(row.AsSpan(at + sizeof(int)), bytes.Length);
            bytes.CopyTo(row, at + head);
            at += head + bytes.Length;
        }

        return row;
    }

    public void Complete() => _written.SetResult();

    public void Fail(Exception exception) => _written.SetException(exception);
}
