using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Services;

/// <summary>How the JSON protocols write values: names as they are, times in seconds, bytes in base64, nothing for null.</summary>
internal static class ServiceJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepOwn } },
        Converters = { new UnixSecondsConverter(), new Base64Converter() },
    };

    // What requests and answers inherit from the SDK is not part of the message.
    private static void KeepOwn(JsonTypeInfo info)
    {
        if (!typeof(AmazonWebServiceRequest).IsAssignableFrom(info.Type) && !typeof(AmazonWebServiceResponse).IsAssignableFrom(info.Type))
            return;
        for (var index = info.Properties.Count - 1; index >= 0; index--)
        {
            if (info.Properties[index].DeclaringType != info.Type)
                info.Properties.RemoveAt(index);
        }
    }
}
