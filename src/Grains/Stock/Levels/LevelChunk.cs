namespace RefillRadar.Grains.Stock.Levels;

/// <summary>One part of a partition's snapshot.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Bytes">Serialized levels; at most 300 KB.</param>
public sealed record LevelChunk(int Number, byte[] Bytes);
