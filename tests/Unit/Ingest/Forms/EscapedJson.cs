using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RefillRadar.Tests.Unit.Ingest.Forms;

/// <summary>Writes a JSON document anew so that every character of names and texts is an escape.</summary>
internal static class EscapedJson
{
    /// <summary>The document; null when System.Text.Json does not take the bytes for one, themselves when it cannot read a text in it.</summary>
    public static byte[]? TryWrite(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json.StartsWith("\uFEFF"u8) ? json[3..] : json);
            using var document = JsonDocument.ParseValue(ref reader);
            if (reader.Read())
                return null;
            var text = new StringBuilder();
            Write(document.RootElement, text);
            return Encoding.ASCII.GetBytes(text.ToString());
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // Text that is not valid Unicode is none that could be written anew.
            return json.ToArray();
        }
    }

    private static void Write(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var (property, index) in element.EnumerateObject().Select((property, index) => (property, index)))
                {
                    Write(property.Name, text.Append(index > 0 ? "," : ""));
                    Write(property.Value, text.Append(':'));
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var (item, index) in element.EnumerateArray().Select((item, index) => (item, index)))
                    Write(item, text.Append(index > 0 ? "," : ""));
                text.Append(']');
                break;
            case JsonValueKind.String:
                Write(element.GetString()!, text);
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void Write(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var unit in value)
            text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        text.Append('"');
    }
}
