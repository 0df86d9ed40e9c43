using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

/// <summary>Stands for DynamoDB in a region: remembers what is sent to it and gives the answers prepared, in their order.</summary>
internal sealed class RecordingDynamoDb : HttpClientFactory
{
    private readonly Queue<(HttpStatusCode Status, string Body)> _answers = new();

    public RecordingDynamoDb() => Client = new AmazonDynamoDBClient(
        new BasicAWSCredentials("test", "test"),
        new AmazonDynamoDBConfig
        {
            RegionEndpoint = RegionEndpoint.EUCentral1,
            IgnoreConfiguredEndpointUrls = true,
            HttpClientFactory = this,
            MaxErrorRetry = 0,
        });

    public IAmazonDynamoDB Client { get; }

    /// <summary>Name of the operation and body of every request so far.</summary>
    public List<(string Operation, JsonNode Body)> Requests { get; } = [];

    public RecordingDynamoDb Answer(string body = "{}")
    {
        _answers.Enqueue((HttpStatusCode.OK, body));
        return this;
    }

    /// <summary>The answer to a transaction that was cancelled, with a reason for each of its items.</summary>
    public RecordingDynamoDb Cancel(params string[] codes)
    {
        var reasons = string.Join(',', codes.Select(code => $$"""{"Code":"{{code}}"}"""));
        return Refuse("TransactionCanceledException", $""","CancellationReasons":[{reasons}]""");
    }

    public RecordingDynamoDb Refuse(string error, string more = "")
    {
        _answers.Enqueue((HttpStatusCode.BadRequest, $$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{error}}","Message":"no"{{more}}}"""));
        return this;
    }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    private sealed class Handler(RecordingDynamoDb owner) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var operation = request.Headers.GetValues("X-Amz-Target").Single().Split('.')[1];
            owner.Requests.Add((operation, JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!));
            var (status, body) = owner._answers.Dequeue();
            return new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.0") };
        }
    }
}
