using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>The history of an episode as the one attribute that holds it.</summary>
[JsonSerializable(typeof(ImmutableArray<AlertEvent>))]
internal sealed partial class AlertHistoryJson : JsonSerializerContext
{
    private const int MaxBytes = 250_000;
    private const int StepsWithNote = 20;

    // Not shown in HTML, and an item has 400 KB: characters are not escaped without need.
    private static readonly AlertHistoryJson Compact = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The JSON. Where it would not fit an item, notes stay only with the last steps.</summary>
    public static string Write(ImmutableArray<AlertEvent> history)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(history, Compact.ImmutableArrayAlertEvent);
        if (json.Length > MaxBytes)
        {
            history = [.. history.Select((step, place) => place < history.Length - StepsWithNote ? step with { Note = null } : step)];
            json = JsonSerializer.SerializeToUtf8Bytes(history, Compact.ImmutableArrayAlertEvent);
        }

        return Encoding.UTF8.GetString(json);
    }

    /// <summary>The history that <see cref="Write"/> wrote.</summary>
    public static ImmutableArray<AlertEvent> Read(string json) => JsonSerializer.Deserialize(json, Compact.ImmutableArrayAlertEvent);
}
