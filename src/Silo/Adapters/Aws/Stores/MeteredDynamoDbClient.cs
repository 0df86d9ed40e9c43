using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>The DynamoDB client of the radar: throttled requests are counted, and retried long enough for a table to grow into its load.</summary>
internal sealed class MeteredDynamoDbClient : AmazonDynamoDBClient
{
    /// <summary>A client with the credentials of the environment.</summary>
    public MeteredDynamoDbClient(AmazonDynamoDBConfig config, StoreMetrics metrics)
        : base(config) => Count(metrics);

    /// <summary>A client with the given credentials.</summary>
    public MeteredDynamoDbClient(AWSCredentials credentials, AmazonDynamoDBConfig config, StoreMetrics metrics)
        : base(credentials, config) => Count(metrics);

    /// <summary>
    /// Standard retries: jittered exponential backoff, and a budget that stops a storm of them. Six tries a request, which throttled
    /// are over within half a minute, as long as a grain call may take; an answer that takes 10 s is given up and asked for again.
    /// </summary>
    public static AmazonDynamoDBConfig WithRetries(AmazonDynamoDBConfig config)
    {
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = 5;
        config.Timeout = TimeSpan.FromSeconds(10);
        return config;
    }

    /// <summary>The configuration for a region.</summary>
    public static AmazonDynamoDBConfig In(string region) => WithRetries(new()
    {
        RegionEndpoint = RegionEndpoint.GetBySystemName(region),
        AuthenticationRegion = region,
    });

    private void Count(StoreMetrics metrics) => RuntimePipeline.AddHandlerAfter<RetryHandler>(new ThrottlingHandler(metrics));
}
