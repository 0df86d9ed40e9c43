using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace RefillRadar.Pipeline.Cloud;

/// <summary>The topic that mails go to, and a queue subscribed to it with raw delivery: what a mailbox would get.</summary>
internal sealed class AlertTopic
{
    private readonly AwsCalls _aws;
    private readonly Uri _address;
    private readonly string _queue;

    private AlertTopic(AwsCalls aws, Uri address, string arn, string queue) => (_aws, _address, Arn, _queue) = (aws, address, arn, queue);

    public string Arn { get; }

    public static async Task<AlertTopic> CreateAsync(AwsCalls aws, Uri address, string name)
    {
        var arn = Value(await aws.QueryAsync(address, Parameters("CreateTopic", ("Name", name))), "TopicArn");
        var queue = (await aws.JsonAsync(address, "AmazonSQS.CreateQueue", "1.0", new { QueueName = name }))["QueueUrl"]!.GetValue<string>();
        var attributes = await aws.JsonAsync(address, "AmazonSQS.GetQueueAttributes", "1.0", new { QueueUrl = queue, AttributeNames = new[] { "QueueArn" } });
        await aws.QueryAsync(address, Parameters(
            "Subscribe", ("TopicArn", arn), ("Protocol", "sqs"), ("Endpoint", attributes["Attributes"]!["QueueArn"]!.GetValue<string>()),
            ("Attributes.entry.1.key", "RawMessageDelivery"), ("Attributes.entry.1.value", "true")));
        return new AlertTopic(aws, address, arn, queue);
    }

    /// <summary>The bodies of the mails that came since this was asked last.</summary>
    public async Task<IReadOnlyList<string>> ReceiveAsync()
    {
        List<string> mails = [];
        while (true)
        {
            var answer = await _aws.JsonAsync(_address, "AmazonSQS.ReceiveMessage", "1.0", new { QueueUrl = _queue, MaxNumberOfMessages = 10, WaitTimeSeconds = 0 });
            if (answer["Messages"] is not JsonArray { Count: > 0 } messages)
                return mails;
            foreach (var message in messages)
            {
                mails.Add(message!["Body"]!.GetValue<string>());
                await _aws.JsonAsync(_address, "AmazonSQS.DeleteMessage", "1.0", new { QueueUrl = _queue, ReceiptHandle = message["ReceiptHandle"]!.GetValue<string>() });
            }
        }
    }

    private static Dictionary<string, string> Parameters(string action, params (string Name, string Value)[] parameters)
    {
        var all = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        all["Action"] = action;
        all["Version"] = "2010-03-31";
        return all;
    }

    private static string Value(string xml, string name) =>
        XDocument.Parse(xml).Descendants().First(element => element.Name.LocalName == name).Value;
}
