using System.Globalization;
using System.Xml.Linq;
using RefillRadar.Silo.Adapters.Aws.Services;

namespace RefillRadar.Silo.Adapters.Aws.Sns.Client;

/// <summary>Publish in the Query protocol.</summary>
internal static class PublishForm
{
    public const string Service = "Amazon.SimpleNotificationService";
    public const string Version = "2010-03-31";

    public static QueryMarshaller<PublishRequest> Marshaller { get; } = new(Service, Version, "Publish", Write);

    public static QueryUnmarshaller<PublishResponse> Unmarshaller { get; } =
        new("Publish", result => new PublishResponse { MessageId = Text(result, "MessageId") });

    /// <summary>Writes what a message and an entry of a batch have in common.</summary>
    public static void WriteMessage(
        IDictionary<string, string> fields, string prefix, string? subject, string? message, Dictionary<string, MessageAttributeValue>? attributes)
    {
        WriteField(fields, prefix + "Subject", subject);
        WriteField(fields, prefix + "Message", message);
        var index = 0;
        foreach (var (name, value) in attributes ?? [])
        {
            var entry = string.Create(CultureInfo.InvariantCulture, $"{prefix}MessageAttributes.entry.{++index}.");
            WriteField(fields, entry + "Name", name);
            WriteField(fields, entry + "Value.DataType", value.DataType);
            WriteField(fields, entry + "Value.StringValue", value.StringValue);
        }
    }

    public static void WriteField(IDictionary<string, string> fields, string name, string? value)
    {
        if (value is not null)
            fields[name] = value;
    }

    /// <summary>Content of a child element; null when there is none.</summary>
    public static string? Text(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value;

    private static void Write(PublishRequest request, IDictionary<string, string> fields)
    {
        WriteField(fields, "TopicArn", request.TopicArn);
        WriteMessage(fields, "", request.Subject, request.Message, request.MessageAttributes);
    }
}
