using System.Text.Json;
using System.Text.Json.Serialization;

namespace RefillRadar.Silo.Adapters.Aws.Services;

/// <summary>UTC times as seconds since 1970 with a fraction, to the millisecond.</summary>
internal sealed class UnixSecondsConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTime.UnixEpoch.AddMilliseconds((double)(reader.GetDecimal() * 1000));

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Math.Floor((decimal)(value.ToUniversalTime() - DateTime.UnixEpoch).TotalMilliseconds) / 1000);
}
