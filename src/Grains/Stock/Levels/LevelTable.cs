using System.Runtime.CompilerServices;

namespace RefillRadar.Grains.Stock.Levels;

/// <summary>
/// The levels of one partition: a hash table of flat structs in chunks of 256, which are also the units of the snapshot.
/// Slots keep their place, so a chunk is written again only when one of its levels changed.
/// </summary>
internal sealed partial class LevelTable
{
    /// <summary>Slots of a chunk: at 256 characters a key, a chunk stays under 300 KB.</summary>
    public const int ChunkSize = 256;

    private readonly List<LevelSlot[]> _chunks = [];
    private readonly List<bool> _dirty = [];
    private int[] _buckets = new int[64];
    private int _used;
    private int _free = -1;

    /// <summary>Levels in the table.</summary>
    public int Count { get; private set; }

    /// <summary>Slots ever used: indexes run below this.</summary>
    public int Used => _used;

    /// <summary>Chunks in use.</summary>
    public int Chunks => _chunks.Count;

    public ref LevelSlot this[int index] => ref _chunks[index / ChunkSize][index % ChunkSize];

    /// <summary>The slot of a key, or -1.</summary>
    public int Find(string key) => Find(key, HashOf(key));

    /// <summary>The slot of a key that has this <see cref="HashOf"/>, or -1.</summary>
    public int Find(string key, int hash)
    {
        for (var index = _buckets[hash & (_buckets.Length - 1)] - 1; index >= 0; index = this[index].Next - 1)
        {
            var other = this[index].Key!;
            if (ReferenceEquals(other, key) || string.Equals(other, key, StringComparison.Ordinal))
                return index;
        }

        return -1;
    }

    /// <summary>The slot of a key, a new one if there is none.</summary>
    public int FindOrAdd(string key)
    {
        var index = Find(key);
        if (index >= 0)
            return index;
        index = Take();
        ref var slot = ref this[index];
        slot = new LevelSlot { Key = key };
        Link(index);
        if (++Count > _buckets.Length)
            Grow();
        return index;
    }

    /// <summary>Puts a level of a snapshot at its old place.</summary>
    public ref LevelSlot Restore(int index, string key)
    {
        while (_chunks.Count * ChunkSize <= index)
            AddChunk();
        for (; _used < index; _used++)
            Release(_used);
        if (index == _used)
            _used++;
        ref var slot = ref this[index];
        slot = new LevelSlot { Key = key };
        Link(index);
        if (++Count > _buckets.Length)
            Grow();
        return ref slot;
    }

    /// <summary>Forgets a level.</summary>
    public void Remove(int index)
    {
        var bucket = Bucket(this[index].Key!);
        if (_buckets[bucket] - 1 == index)
        {
            _buckets[bucket] = this[index].Next;
        }
        else
        {
            var before = _buckets[bucket] - 1;
            while (this[before].Next - 1 != index)
                before = this[before].Next - 1;
            this[before].Next = this[index].Next;
        }

        Release(index);
        _others.Remove(index);
        Touch(index);
        Count--;
    }

    /// <summary>Notes that a level changed since its chunk was written.</summary>
    public void Touch(int index) => _dirty[index / ChunkSize] = true;

    /// <summary>Whether any chunk changed since it was written.</summary>
    public bool IsDirty => _dirty.Contains(true);

    /// <summary>Numbers of the chunks that changed, and forgets that they did.</summary>
    public List<int> TakeDirty()
    {
        var dirty = new List<int>();
        for (var chunk = 0; chunk < _dirty.Count; chunk++)
        {
            if (!_dirty[chunk])
                continue;
            dirty.Add(chunk);
            _dirty[chunk] = false;
        }

        return dirty;
    }

    private int Take()
    {
        if (_free >= 0)
        {
            var index = _free;
            _free = this[index].Next - 1;
            return index;
        }

        if (_used == _chunks.Count * ChunkSize)
            AddChunk();
        return _used++;
    }

    private void Release(int index)
    {
        this[index] = new LevelSlot { Next = _free + 1 };
        _free = index;
    }

    private void AddChunk()
    {
        _chunks.Add(new LevelSlot[ChunkSize]);
        _dirty.Add(false);
    }

    private void Link(int index)
    {
        ref var bucket = ref _buckets[Bucket(this[index].Key!)];
        this[index].Next = bucket;
        bucket = index + 1;
    }

    private void Grow()
    {
        _buckets = new int[_buckets.Length * 2];
        for (var index = 0; index < _used; index++)
        {
            if (this[index].Key is not null)
                Link(index);
        }
    }

    /// <summary>Hash of a key, in this process alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int HashOf(string key) => key.GetHashCode();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Bucket(string key) => HashOf(key) & (_buckets.Length - 1);
}
