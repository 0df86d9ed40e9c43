using System.Xml.Linq;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace RefillRadar.Silo.Adapters.Aws.S3;

/// <summary>
/// Keys of sign-in cookies and forms beside the threshold file, under <c>keys/</c>, so that all dashboards know them. They are as
/// secret as the bucket is: it has to be private and encrypted.
/// </summary>
internal sealed class S3KeyRing(IAmazonS3 s3, AwsOptions options) : IXmlRepository
{
    private const string Folder = "keys/";

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => ReadAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => s3.PutObjectAsync(new PutObjectRequest
    {
        BucketName = options.ThresholdsBucket,
        Key = $"{Folder}{friendlyName}.xml",
        ContentBody = element.ToString(SaveOptions.DisableFormatting),
        ContentType = "application/xml",
    }).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        var keys = new List<XElement>();
        var request = new ListObjectsV2Request { BucketName = options.ThresholdsBucket, Prefix = Folder };
        await foreach (var found in s3.Paginators.ListObjectsV2(request).S3Objects)
        {
            using var stored = await s3.GetObjectAsync(options.ThresholdsBucket, found.Key);
            keys.Add(await XElement.LoadAsync(stored.ResponseStream, LoadOptions.None, CancellationToken.None));
        }

        return keys;
    }
}
