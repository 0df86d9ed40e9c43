using System.Text;

namespace RefillRadar.Pipeline.Streams;

/// <summary>A record of a shard.</summary>
/// <param name="SequenceNumber">Its place; a whole number above 64 bits.</param>
/// <param name="PartitionKey">What chose the shard.</param>
/// <param name="Data">The bytes in base64, as both Kinesis and Lambda write them.</param>
/// <param name="ArrivedAt">Seconds since 1970.</param>
internal sealed record StreamRecord(string SequenceNumber, string PartitionKey, string Data, decimal ArrivedAt)
{
    public string Text => Encoding.UTF8.GetString(Convert.FromBase64String(Data));

    public DateTimeOffset Arrival => DateTimeOffset.UnixEpoch.AddMilliseconds((double)(ArrivedAt * 1000));
}
