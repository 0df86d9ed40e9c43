using System.Text.Json.Serialization;

namespace RefillRadar.Silo.Adapters.Embedded.Stores;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AlertBody))]
internal sealed partial class AlertBodyJson : JsonSerializerContext;
