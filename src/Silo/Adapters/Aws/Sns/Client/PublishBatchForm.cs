using System.Globalization;
using System.Xml.Linq;
using RefillRadar.Silo.Adapters.Aws.Services;

namespace RefillRadar.Silo.Adapters.Aws.Sns.Client;

/// <summary>PublishBatch in the Query protocol.</summary>
internal static class PublishBatchForm
{
    public static QueryMarshaller<PublishBatchRequest> Marshaller { get; } = new(PublishForm.Service, PublishForm.Version, "PublishBatch", Write);

    public static QueryUnmarshaller<PublishBatchResponse> Unmarshaller { get; } = new("PublishBatch", Read);

    private static void Write(PublishBatchRequest request, IDictionary<string, string> fields)
    {
        PublishForm.WriteField(fields, "TopicArn", request.TopicArn);
        var index = 0;
        foreach (var entry in request.PublishBatchRequestEntries ?? [])
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"PublishBatchRequestEntries.member.{++index}.");
            PublishForm.WriteField(fields, prefix + "Id", entry.Id);
            PublishForm.WriteMessage(fields, prefix, entry.Subject, entry.Message, entry.MessageAttributes);
        }
    }

    private static PublishBatchResponse Read(XElement result) => new()
    {
        Successful =
        [
            .. Members(result, "Successful").Select(member => new PublishBatchResultEntry
            {
                Id = PublishForm.Text(member, "Id"),
                MessageId = PublishForm.Text(member, "MessageId"),
            }),
        ],
        Failed =
        [
            .. Members(result, "Failed").Select(member => new BatchResultErrorEntry
            {
                Id = PublishForm.Text(member, "Id"),
                Code = PublishForm.Text(member, "Code"),
                Message = PublishForm.Text(member, "Message"),
                SenderFault = PublishForm.Text(member, "SenderFault") == "true",
            }),
        ],
    };

    private static IEnumerable<XElement> Members(XElement result, string list) =>
        result.Elements().Where(element => element.Name.LocalName == list).Elements();
}
