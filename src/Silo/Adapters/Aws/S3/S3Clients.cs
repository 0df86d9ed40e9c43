using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace RefillRadar.Silo.Adapters.Aws.S3;

/// <summary>Makes S3 clients that also find an emulator: loopback has no name for each bucket, so the bucket goes into the path.</summary>
internal static class S3Clients
{
    /// <summary>A client of a region, or of <c>AWS_ENDPOINT_URL_S3</c>; null credentials: those that the SDK's chain finds.</summary>
    public static IAmazonS3 Create(string region, AWSCredentials? credentials = null)
    {
        var config = new AmazonS3Config { RegionEndpoint = RegionEndpoint.GetBySystemName(region) };
        if (config.ServiceURL is { } url)
        {
            config.AuthenticationRegion = region;
            config.ForcePathStyle = new Uri(url).IsLoopback;
        }

        return credentials is null ? new AmazonS3Client(config) : new AmazonS3Client(credentials, config);
    }
}
