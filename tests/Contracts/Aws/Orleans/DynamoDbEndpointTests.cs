using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using RefillRadar.Silo.Adapters.Aws;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

// The environment is everyone's.
[Collection(nameof(EnvironmentCollection))]
public sealed class DynamoDbEndpointTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8000", true)]
    [InlineData("http://localhost:8000/", true)]
    [InlineData("http://[::1]:8000", true)]
    [InlineData("https://dynamodb.eu-central-1.amazonaws.com", false)]
    [InlineData("https://vpce-1.dynamodb.eu-central-1.vpce.amazonaws.com", false)]
    public void Only_an_endpoint_on_this_machine_is_local(string url, bool local)
    {
        using var client = new AmazonDynamoDBClient(new AnonymousAWSCredentials(), new AmazonDynamoDBConfig { ServiceURL = url });
        Assert.Equal(local, DynamoDbTable.IsLocal(client));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8000", true)]
    [InlineData("https://vpce-1.dynamodb.eu-central-1.vpce.amazonaws.com", false)]
    [InlineData(null, false)]
    public void An_endpoint_in_the_environment_counts_like_one_in_code(string? url, bool local)
    {
        const string Name = "AWS_ENDPOINT_URL_DYNAMODB";
        var before = Environment.GetEnvironmentVariable(Name);
        Environment.SetEnvironmentVariable(Name, url);
        try
        {
            using var client = new AmazonDynamoDBClient(new AnonymousAWSCredentials(), RegionEndpoint.EUCentral1);
            Assert.Equal(local, DynamoDbTable.IsLocal(client));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Name, before);
        }
    }
}
