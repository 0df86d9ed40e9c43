using System.Globalization;
using System.Text;
using System.Text.Json;
using RefillRadar.Pipeline.Lambda;
using RefillRadar.Pipeline.Streams;

namespace RefillRadar.Tests.EndToEnd.Pipeline;

/// <summary>Records of a shard that mean nothing, and functions for them.</summary>
internal static class Records
{
    public static StreamRecord[] Of(int count) =>
        [.. Enumerable.Range(1000, count).Select(number => new StreamRecord(number.ToString(CultureInfo.InvariantCulture), "key", "e30=", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000m))];

    /// <summary>The sequence numbers of an event.</summary>
    public static string[] Numbers(byte[] payload)
    {
        using var document = JsonDocument.Parse(payload);
        return [.. document.RootElement.GetProperty("Records").EnumerateArray().Select(record => record.GetProperty("kinesis").GetProperty("sequenceNumber").GetString()!)];
    }

    public static FunctionAnswer Failures(params string[] numbers) => FunctionAnswer.Of(Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(new { batchItemFailures = numbers.Select(number => new { itemIdentifier = number }) })));
}
