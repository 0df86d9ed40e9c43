using System.Net;
using RefillRadar.Silo.Adapters.Aws.Sns.Client;

namespace RefillRadar.Tests.Contracts.Aws.Sns;

public sealed class PublishBatchTests(MessagingFixture messaging) : IClassFixture<MessagingFixture>
{
    [Fact]
    public async Task Each_message_of_a_batch_has_its_own_result()
    {
        var topic = await messaging.CreateTopicAsync();
        var response = await messaging.Sns.PublishBatchAsync(new PublishBatchRequest
        {
            TopicArn = topic.Arn,
            PublishBatchRequestEntries =
            [
                new PublishBatchRequestEntry { Id = "good", Message = "one", Subject = "s" },
                new PublishBatchRequestEntry { Id = "long", Message = new string('x', 262_145) },
                new PublishBatchRequestEntry { Id = "also-good", Message = "two" },
            ],
        });

        Assert.Equal(HttpStatusCode.OK, response.HttpStatusCode);
        Assert.Equal(["also-good", "good"], response.Successful!.Select(entry => entry.Id).Order());
        Assert.All(response.Successful!, entry => Assert.NotEmpty(entry.MessageId!));
        var failed = Assert.Single(response.Failed!);
        Assert.Equal("long", failed.Id);
        Assert.True(failed.SenderFault);
        Assert.NotEmpty(failed.Code!);
        Assert.Equal(2, (await messaging.ReceiveAsync(topic)).Count);
    }
}
