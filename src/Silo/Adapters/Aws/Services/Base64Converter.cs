using System.Text.Json;
using System.Text.Json.Serialization;

namespace RefillRadar.Silo.Adapters.Aws.Services;

/// <summary>Bytes, held in a <see cref="MemoryStream"/> as in the SDK's own packages.</summary>
internal sealed class Base64Converter : JsonConverter<MemoryStream>
{
    public override MemoryStream Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var bytes = reader.GetBytesFromBase64();
        return new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true);
    }

    public override void Write(Utf8JsonWriter writer, MemoryStream value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(value.TryGetBuffer(out var bytes) ? bytes : value.ToArray());
}
