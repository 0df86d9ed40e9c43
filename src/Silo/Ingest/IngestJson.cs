using System.Text.Json.Serialization;

namespace RefillRadar.Silo.Ingest;

/// <summary>Answers of the way in.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KinesisAnswer))]
[JsonSerializable(typeof(RecordsAnswer))]
internal sealed partial class IngestJson : JsonSerializerContext;
