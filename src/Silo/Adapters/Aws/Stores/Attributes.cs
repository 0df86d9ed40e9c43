using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2.Model;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>Values to attributes and back. What is null has no attribute; what is missing though it has to be there is an error that names it.</summary>
internal static class Attributes
{
    public static AttributeValue Text(string value) => new() { S = value };

    public static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    /// <summary>A decimal has at most 29 significant digits, DynamoDB keeps 38: every one is kept exactly, trailing zeros apart.</summary>
    public static AttributeValue Number(decimal value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    /// <summary>ISO-8601 in UTC to the tick; its order as text is the order of time.</summary>
    public static AttributeValue Time(DateTimeOffset value) => Text(Iso(value));

    public static string Iso(DateTimeOffset value) => value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static void AddText(this Dictionary<string, AttributeValue> item, string name, string? value)
    {
        if (value is not null)
            item.Add(name, Text(value));
    }

    public static void AddTime(this Dictionary<string, AttributeValue> item, string name, DateTimeOffset? value)
    {
        if (value is { } time)
            item.Add(name, Time(time));
    }

    public static string GetText(this Dictionary<string, AttributeValue> item, string name) => item.FindText(name) ?? throw Lacks(name);

    public static string? FindText(this Dictionary<string, AttributeValue> item, string name) => item.GetValueOrDefault(name)?.S;

    public static long GetInteger(this Dictionary<string, AttributeValue> item, string name) =>
        long.Parse(item.GetValueOrDefault(name)?.N ?? throw Lacks(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public static decimal GetDecimal(this Dictionary<string, AttributeValue> item, string name) =>
        decimal.Parse(item.GetValueOrDefault(name)?.N ?? throw Lacks(name), NumberStyles.Float, CultureInfo.InvariantCulture);

    public static DateTimeOffset GetTime(this Dictionary<string, AttributeValue> item, string name) =>
        item.FindTime(name) ?? throw Lacks(name);

    public static DateTimeOffset? FindTime(this Dictionary<string, AttributeValue> item, string name) =>
        item.FindText(name) is { } text
            ? DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : null;

    public static byte[] GetBytes(this Dictionary<string, AttributeValue> item, string name) =>
        item.GetValueOrDefault(name)?.B?.ToArray() ?? throw Lacks(name);

    /// <summary>True for what can be the hash key of a table: DynamoDB refuses a request with any other as malformed.</summary>
    public static bool CanBeKey(string value) => value.Length > 0 && Encoding.UTF8.GetByteCount(value) <= 2048;

    private static InvalidDataException Lacks(string name) => new($"A row in DynamoDB lacks its attribute {name}.");
}
