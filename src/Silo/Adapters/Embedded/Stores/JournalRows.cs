using System.Buffers.Binary;

namespace RefillRadar.Silo.Adapters.Embedded.Stores;

/// <summary>Entries that are written together.</summary>
internal sealed class JournalRows
{
    /// <summary>Bytes before an entry.</summary>
    public const int Head = 2 * sizeof(int);

    // Arrays above 85,000 bytes go to the large object heap, which only the most expensive collections clean.
    private const int MostBytes = 64 * 1024;
    private readonly List<(int Partition, byte[] Bytes)> _entries = [];

    // A writer must never run its callers' code.
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Entries so far.</summary>
    public int Count => _entries.Count;

    /// <summary>Time of the latest entry, UTC ticks.</summary>
    public long LatestTicks { get; private set; }

    /// <summary>Done once they are on disk.</summary>
    public Task Written => _written.Task;

    public void Add(int partition, long ticks, byte[] bytes)
    {
        _entries.Add((partition, bytes));
        LatestTicks = Math.Max(LatestTicks, ticks);
    }

    /// <summary>Rows of the entries one after the other, each behind a head of its partition and length.</summary>
    public IEnumerable<byte[]> ToRows()
    {
        for (var first = 0; first < _entries.Count;)
        {
            var (count, length) = RowFrom(first);
            var row = new byte[length];
            var at = row.AsSpan();
            foreach (var (partition, bytes) in _entries.Slice(first, count))
            {
                BinaryPrimitives.WriteInt32LittleEndian(at, partition);
                BinaryPrimitives.WriteInt32LittleEndian(at[sizeof(int)..], bytes.Length);
                bytes.CopyTo(at[Head..]);
                at = at[(Head + bytes.Length)..];
            }

            yield return row;
            first += count;
        }
    }

    public void Complete() => _written.SetResult();

    public void Fail(Exception exception) => _written.SetException(exception);

    private (int Count, int Length) RowFrom(int first)
    {
        var (count, length) = (0, 0);
        while (first + count < _entries.Count && Head + _entries[first + count].Bytes.Length is var next && (count == 0 || length + next <= MostBytes))
        {
            length += next;
            count++;
        }

        return (count, length);
    }
}
