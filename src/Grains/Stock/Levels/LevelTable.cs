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
    private string?[] _keys = new string?[ChunkSize];
    private int[] _next = new int[ChunkSize];
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

    /// <summary>The slot at an index below <see cref="Used"/>.</summary>
    public ref LevelSlot this[int index] => ref _chunks[index / ChunkSize][index % ChunkSize];

    /// <summary>The key of a slot; null when it is free.</summary>
    public string? KeyAt(int index) => _keys[index];

    /// <summary>The slot of a key, or -1.</summary>
    public int Find(string key) => Find(key, HashOf(key));

    /// <summary>The slot of a key that has this <see cref="HashOf"/>, or -1.</summary>
    public int Find(string key, int hash)
    {
        for (var index = _buckets[hash & (_buckets.Length - 1)] - 1; index >= 0; index = _next[index] - 1)
        {
            var other = _keys[index]!;
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
        this[index] = default;
        Link(index, key);
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
        slot = default;
        Link(index, key);
        if (++Count > _buckets.Length)
            Grow();
        return ref slot;
    }

    /// <summary>Forgets a level.</summary>
    public void Remove(int index)
    {
        var bucket = Bucket(_keys[index]!);
        if (_buckets[bucket] - 1 == index)
        {
            _buckets[bucket] = _next[index];
        }
        else
        {
            var before = _buckets[bucket] - 1;
            while (_next[before] - 1 != index)
                before = _next[before] - 1;
            _next[before] = _next[index];
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
            _free = _next[index] - 1;
            return index;
        }

        if (_used == _chunks.Count * ChunkSize)
            AddChunk();
        return _used++;
    }

    private void Release(int index)
    {
        this[index] = default;
        (_keys[index], _next[index]) = (null, _free + 1);
        _free = index;
    }

    private void AddChunk()
    {
        _chunks.Add(new LevelSlot[ChunkSize]);
        _dirty.Add(false);
        if (_chunks.Count * ChunkSize <= _keys.Length)
            return;
        Array.Resize(ref _keys, _keys.Length * 2);
        Array.Resize(ref _next, _next.Length * 2);
    }

    private void Link(int index, string key)
    {
        ref var bucket = ref _buckets[Bucket(key)];
        (_keys[index], _next[index]) = (key, bucket);
        bucket = index + 1;
    }

    private void Grow()
    {
        _buckets = new int[_buckets.Length * 2];
        for (var index = 0; index < _used; index++)
        {
            if (_keys[index] is { } key)
                Link(index, key);
        }
    }

    /// <summary>Hash of a key, in this process alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int HashOf(string key) => key.GetHashCode();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Bucket(string key) => HashOf(key) & (_buckets.Length - 1);
}
