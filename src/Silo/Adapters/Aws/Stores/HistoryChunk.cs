using System.Globalization;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>
/// Samples of one hour as bytes: a version byte; then key (UTF-8), ticks into the hour (7-bit) and quantity (digits) of each,
/// strings prefixed with their length as <see cref="BinaryWriter"/> does.
/// </summary>
internal static class HistoryChunk
{
    private const byte Version = 1;
    private const int MaxBytes = 300_000;

    /// <summary>The start of the hour that a time lies in.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerHour, TimeSpan.Zero);

    /// <summary>The samples, all of that hour, as one or more chunks of at most 300 KB.</summary>
    public static IEnumerable<byte[]> Write(DateTimeOffset hour, IEnumerable<LevelSample> samples)
    {
        var (stream, writer) = Start();
        foreach (var sample in samples)
        {
            writer.Write(sample.Key);
            writer.Write7BitEncodedInt64(sample.At.UtcTicks - hour.UtcTicks);
            writer.Write(sample.Quantity.ToString(CultureInfo.InvariantCulture));
            if (stream.Length < MaxBytes)
                continue;
            yield return stream.ToArray();
            (stream, writer) = Start();
        }

        if (stream.Length > 1)
            yield return stream.ToArray();
    }

    /// <summary>The samples of one product in a chunk.</summary>
    public static IEnumerable<LevelSample> Read(byte[] bytes, DateTimeOffset hour, string key)
    {
        var stream = new MemoryStream(bytes);
        using var reader = new BinaryReader(stream);
        if (reader.ReadByte() is var version && version != Version)
            throw new InvalidDataException($"A chunk of level history was written by a newer RefillRadar (format {version}).");
        while (stream.Position < stream.Length)
        {
            var found = reader.ReadString();
            var at = hour.AddTicks(reader.Read7BitEncodedInt64());
            var quantity = reader.ReadString();
            if (string.Equals(found, key, StringComparison.Ordinal))
                yield return new LevelSample(key, at, decimal.Parse(quantity, CultureInfo.InvariantCulture));
        }
    }

    private static (MemoryStream Stream, BinaryWriter Writer) Start()
    {
        var stream = new MemoryStream();
        stream.WriteByte(Version);
        return (stream, new BinaryWriter(stream));
    }
}
