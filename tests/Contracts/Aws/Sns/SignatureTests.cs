using System.Text;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using RefillRadar.Silo.Adapters.Aws.Kinesis.Client;
using RefillRadar.Silo.Adapters.Aws.Sns.Client;
using static RefillRadar.Tests.Contracts.Aws.Sns.StubService;

namespace RefillRadar.Tests.Contracts.Aws.Sns;

/// <summary>
/// No emulator checks signatures. So AWS's published vectors check our own reading of the algorithm, and that checks what the clients send.
/// </summary>
public sealed partial class SignatureTests
{
    private const string KeyId = "AKIDEXAMPLE";
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Host = "example.amazonaws.com";
    private const string Time = "20150830T123600Z";

    [Fact]
    public void The_published_example_of_a_key_is_derived() =>
        Assert.Equal(
            "f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d",
            Convert.ToHexStringLower(PublishedSignature.Key(Secret, "20120215", "us-east-1", "iam")));

    [Theory]
    [InlineData("get-vanilla", "GET", "", null, "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("get-vanilla-query-order-key-case", "GET", "Param1=value1&Param2=value2", null, "", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData("post-vanilla", "POST", "", null, "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [InlineData("post-x-www-form-urlencoded", "POST", "", "application/x-www-form-urlencoded", "Param1=value1", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a")]
    public void The_published_vectors_are_met(string vector, string method, string query, string? type, string body, string signature)
    {
        var headers = new Dictionary<string, string> { ["host"] = Host, ["x-amz-date"] = Time };
        if (type is not null)
            headers["content-type"] = type;
        Assert.True(
            signature == PublishedSignature.Of(Secret, "20150830/us-east-1/service/aws4_request", Time, method, "/", query, headers, Encoding.UTF8.GetBytes(body)),
            vector);
    }

    [Fact]
    public async Task A_form_to_SNS_is_signed_as_published()
    {
        await using var stub = await StartAsync(new Answer(200, "<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>"));
        using var client = new AmazonSimpleNotificationServiceClient(
            new BasicAWSCredentials(KeyId, Secret),
            new AmazonSimpleNotificationServiceConfig { ServiceURL = stub.Address.ToString(), AuthenticationRegion = "ap-southeast-2" });
        await client.PublishAsync(new PublishRequest { TopicArn = "arn:t", Message = "Räder + 100% / a=b&c ~*'", Subject = "s" });

        var request = Assert.Single(stub.Requests);
        Assert.StartsWith("application/x-www-form-urlencoded", request.Headers["content-type"], StringComparison.Ordinal);
        Assert.Equal("Räder + 100% / a=b&c ~*'", request.Form["Message"]);
        AssertSigned(request, "ap-southeast-2/sns");
    }

    [Fact]
    public async Task Json_to_Kinesis_is_signed_as_published_with_the_token_of_the_session()
    {
        await using var stub = await StartAsync(new Answer(200, """{"FailedRecordCount":0,"Records":[]}"""));
        using var client = new AmazonKinesisClient(
            new SessionAWSCredentials(KeyId, Secret, "the-token"),
            new AmazonKinesisConfig { ServiceURL = stub.Address.ToString(), AuthenticationRegion = "eu-west-3" });
        await client.PutRecordsAsync(new PutRecordsRequest
        {
            StreamName = "s",
            Records = [new PutRecordsRequestEntry { PartitionKey = "ä", Data = new MemoryStream([1, 2, 255]) }],
        });

        var request = Assert.Single(stub.Requests);
        Assert.Equal("Kinesis_20131202.PutRecords", request.Headers["x-amz-target"]);
        Assert.Equal("application/x-amz-json-1.1", request.Headers["content-type"]);
        Assert.Equal("the-token", request.Headers["x-amz-security-token"]);
        Assert.Equal("""{"StreamName":"s","Records":[{"Data":"AQL/","PartitionKey":"\u00E4"}]}""", request.Text);
        AssertSigned(request, "eu-west-3/kinesis");
    }

    private static void AssertSigned(StubService.Request request, string regionAndService)
    {
        var match = Authorization().Match(request.Headers["authorization"]);
        Assert.True(match.Success, request.Headers["authorization"]);
        var time = request.Headers["x-amz-date"];
        var scope = $"{time[..8]}/{regionAndService}/aws4_request";
        var signed = match.Groups["headers"].Value.Split(';').ToDictionary(name => name, name => request.Headers[name]);
        Assert.Equal($"{KeyId}/{scope}", match.Groups["credential"].Value);
        Assert.Contains("host", signed.Keys);
        Assert.Contains("x-amz-date", signed.Keys);
        Assert.Equal(
            PublishedSignature.Of(Secret, scope, time, request.Method, request.Path, "", signed, request.Body), match.Groups["signature"].Value);
    }

    [GeneratedRegex("^AWS4-HMAC-SHA256 Credential=(?<credential>[^,]+), ?SignedHeaders=(?<headers>[^,]+), ?Signature=(?<signature>[0-9a-f]{64})$")]
    private static partial Regex Authorization();
}
