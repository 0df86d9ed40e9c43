using System.Text;
using Amazon.DynamoDBv2.Model;

namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>What an item of strings, numbers and bytes counts against DynamoDB's limit: names and values, in UTF-8.</summary>
internal static class ItemSize
{
    /// <summary>Bytes of the largest item there can be.</summary>
    public const int Limit = 400 * 1024;

    public static long Of(Dictionary<string, AttributeValue> item) =>
        item.Sum(attribute => Encoding.UTF8.GetByteCount(attribute.Key) + Of(attribute.Value));

    // DynamoDB stores two digits a byte, and at most one byte more.
    private static long Of(AttributeValue value) =>
        value.S is { } text ? Encoding.UTF8.GetByteCount(text)
        : value.N is { } number ? (number.Length + 1) / 2 + 1
        : value.B is { } bytes ? bytes.Length
        : 1;
}
