using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Amazon.SQS.Model;
using RefillRadar.Silo.Adapters.Aws.Sns.Client;
using RefillRadar.Tests.Emulators;

namespace RefillRadar.Tests.Contracts.Aws.Sns;

/// <summary>One emulator of SNS, SQS and S3 for a test class.</summary>
public sealed class MessagingFixture : IAsyncLifetime
{
    private const string Region = "eu-central-1";
    private readonly HttpClient _http = new();
    private EmulatorProcess? _emulators;

    internal static BasicAWSCredentials Credentials { get; } = new("test", "test");

    public Uri Address => _emulators!["messaging"];

    /// <summary>Our SNS client, on the emulator.</summary>
    internal IAmazonSimpleNotificationService Sns { get; private set; } = null!;

    internal IAmazonSQS Sqs { get; private set; } = null!;

    internal IAmazonS3 S3 { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _emulators = await EmulatorProcess.StartAsync("messaging");
        var address = Address.ToString();
        Sns = new AmazonSimpleNotificationServiceClient(
            Credentials, new AmazonSimpleNotificationServiceConfig { ServiceURL = address, AuthenticationRegion = Region });
        Sqs = new AmazonSQSClient(Credentials, new AmazonSQSConfig { ServiceURL = address, AuthenticationRegion = Region });
        S3 = new AmazonS3Client(Credentials, new AmazonS3Config { ServiceURL = address, AuthenticationRegion = Region, ForcePathStyle = true });
    }

    public async Task DisposeAsync()
    {
        Sns.Dispose();
        Sqs.Dispose();
        S3.Dispose();
        _http.Dispose();
        await _emulators!.DisposeAsync();
    }

    /// <summary>A topic of its own, and a queue that gets what is published there; in SNS's envelope unless raw.</summary>
    internal async Task<TopicOfTest> CreateTopicAsync(bool raw = false, string? filter = null)
    {
        var name = "t" + Guid.NewGuid().ToString("N");
        var topic = await CallAsync("TopicArn", ("Action", "CreateTopic"), ("Name", name));
        var queue = (await Sqs.CreateQueueAsync(name)).QueueUrl;
        var attributes = await Sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = queue, AttributeNames = ["QueueArn"] });
        var subscription = await CallAsync(
            "SubscriptionArn", ("Action", "Subscribe"), ("TopicArn", topic), ("Protocol", "sqs"), ("Endpoint", attributes.QueueARN), ("ReturnSubscriptionArn", "true"));
        await SetAsync(subscription, "RawMessageDelivery", raw ? "true" : "false");
        if (filter is not null)
            await SetAsync(subscription, "FilterPolicy", filter);
        return new TopicOfTest(topic, queue);
    }

    /// <summary>What came into the queue since it was last asked.</summary>
    internal async Task<List<Message>> ReceiveAsync(TopicOfTest topic)
    {
        var all = new List<Message>();
        while (true)
        {
            var response = await Sqs.ReceiveMessageAsync(new ReceiveMessageRequest
            {
                QueueUrl = topic.QueueUrl,
                MaxNumberOfMessages = 10,
                MessageAttributeNames = ["All"],
            });
            if (response.Messages is not { Count: > 0 } messages)
                return all;
            all.AddRange(messages);
        }
    }

    private Task<string> SetAsync(string subscription, string name, string value) => CallAsync(
        null, ("Action", "SetSubscriptionAttributes"), ("SubscriptionArn", subscription), ("AttributeName", name), ("AttributeValue", value));

    // Setting up is not what our client can do; the emulator takes it unsigned.
    private async Task<string> CallAsync(string? result, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await _http.PostAsync(Address, form);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return result is null ? "" : XDocument.Parse(text).Descendants().First(element => element.Name.LocalName == result).Value;
    }

    /// <summary>A topic and the queue behind it.</summary>
    internal sealed record TopicOfTest(string Arn, string QueueUrl);
}
