using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using RefillRadar.Silo.Adapters.Aws.Kinesis.Client;
using RefillRadar.Silo.Adapters.Aws.S3;
using RefillRadar.Silo.Adapters.Aws.Services;
using RefillRadar.Silo.Adapters.Aws.Sns.Client;
using static RefillRadar.Tests.Contracts.Aws.Sns.StubService;

namespace RefillRadar.Tests.Contracts.Aws.Sns;

public sealed class ServiceEndpointTests
{
    [Theory]
    [InlineData("eu-central-1", false, "https://sns.eu-central-1.amazonaws.com", "https://kinesis.eu-central-1.amazonaws.com")]
    [InlineData("us-east-1", true, "https://sns-fips.us-east-1.amazonaws.com", "https://kinesis-fips.us-east-1.amazonaws.com")]
    [InlineData("cn-north-1", false, "https://sns.cn-north-1.amazonaws.com.cn", "https://kinesis.cn-north-1.amazonaws.com.cn")]
    [InlineData("ab-nowhere-9", false, "https://sns.ab-nowhere-9.amazonaws.com", "https://kinesis.ab-nowhere-9.amazonaws.com")]
    public void The_region_makes_the_address(string region, bool fips, string sns, string kinesis)
    {
        var endpoint = RegionEndpoint.GetBySystemName(region);
        Assert.Equal(sns, AddressOf(new AmazonSimpleNotificationServiceConfig { RegionEndpoint = endpoint, UseFIPSEndpoint = fips }));
        Assert.Equal(kinesis, AddressOf(new AmazonKinesisConfig { RegionEndpoint = endpoint, UseFIPSEndpoint = fips }));
    }

    [Fact]
    public async Task Addresses_and_credentials_come_from_the_environment()
    {
        await using var sns = await StartAsync(new Answer(200, "<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>"));
        await using var kinesis = await StartAsync(new Answer(200, """{"Shards":[]}"""));
        var variables = new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL_SNS"] = sns.Address.ToString(),
            ["AWS_ENDPOINT_URL_KINESIS"] = kinesis.Address.ToString(),
            ["AWS_ACCESS_KEY_ID"] = "AKIDFROMTHEENVIRONMENT",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
        };
        await WithAsync(variables, async () =>
        {
            var region = RegionEndpoint.EUCentral1;
            using var snsClient = new AmazonSimpleNotificationServiceClient(new AmazonSimpleNotificationServiceConfig { RegionEndpoint = region });
            using var kinesisClient = new AmazonKinesisClient(new AmazonKinesisConfig { RegionEndpoint = region });
            await snsClient.PublishAsync(new PublishRequest { TopicArn = "t", Message = "m" });
            await kinesisClient.ListShardsAsync(new ListShardsRequest { StreamName = "s" });
        });

        Assert.Contains("Credential=AKIDFROMTHEENVIRONMENT/", Assert.Single(sns.Requests).Headers["authorization"], StringComparison.Ordinal);
        Assert.Contains("/eu-central-1/sns/aws4_request", Assert.Single(sns.Requests).Headers["authorization"], StringComparison.Ordinal);
        Assert.Contains("/eu-central-1/kinesis/aws4_request", Assert.Single(kinesis.Requests).Headers["authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task S3_is_reached_at_an_address_from_the_environment_with_the_bucket_in_the_path()
    {
        await using var s3 = await StubService.StartAsync(new StubService.Answer(200, ""));
        await WithAsync(new Dictionary<string, string> { ["AWS_ENDPOINT_URL_S3"] = s3.Address.ToString() }, async () =>
        {
            using var client = S3Clients.Create("eu-central-1", MessagingFixture.Credentials);
            await client.DeleteObjectAsync("bucket", "key");
        });
        var request = Assert.Single(s3.Requests);
        Assert.Equal("/bucket/key", request.Path);
        Assert.Contains("/eu-central-1/s3/aws4_request", request.Headers["authorization"], StringComparison.Ordinal);

        using var real = S3Clients.Create("eu-central-1", MessagingFixture.Credentials);
        Assert.Equal("eu-central-1", real.Config.RegionEndpoint.SystemName);
    }

    // The clients are built on what is public in this package, but meant for AWS's own: another version has to be tried first.
    [Fact]
    public void The_core_package_is_the_one_that_the_clients_were_tried_with() =>
        Assert.Equal("4.0.102.19", System.Diagnostics.FileVersionInfo.GetVersionInfo(typeof(AmazonServiceClient).Assembly.Location).FileVersion);

    private static string AddressOf(ServiceConfig config) => config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new PublishRequest())).URL;

    // Only the variables of these services; no other test reads them.
    private static async Task WithAsync(Dictionary<string, string> variables, Func<Task> act)
    {
        foreach (var (name, value) in variables)
            Environment.SetEnvironmentVariable(name, value);
        try
        {
            await act();
        }
        finally
        {
            foreach (var name in variables.Keys)
                Environment.SetEnvironmentVariable(name, null);
        }
    }
}
