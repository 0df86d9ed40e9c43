using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace RefillRadar.Silo.Adapters.Aws.S3;

/// <summary>Makes S3 clients.</summary>
internal static class S3Clients
{
    /// <summary>
    /// A client of a region, or of the endpoint in <c>AWS_ENDPOINT_URL_S3</c>. The SDK puts the bucket into the host name, or into the path
    /// where the endpoint is an IP address. Without credentials, the SDK's chain finds them.
    /// </summary>
    public static IAmazonS3 Create(string region, AWSCredentials? credentials = null)
    {
        var config = new AmazonS3Config { RegionEndpoint = RegionEndpoint.GetBySystemName(region) };
        if (config.ServiceURL is not null)
            config.AuthenticationRegion = region;
        return credentials is null ? new AmazonS3Client(config) : new AmazonS3Client(credentials, config);
    }
}
