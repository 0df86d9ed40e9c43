using System.Globalization;
using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Silo.Adapters.Aws.S3;

/// <summary>
/// Thresholds from an object in S3; its version is the ETag. An accepted file is kept beside it as <c>{key}.accepted</c>.
/// Needs s3:GetObject on both, s3:PutObject on the kept one, and s3:ListBucket, for without it S3 says "denied" of what is missing.
/// </summary>
internal sealed class S3ThresholdSource(IAmazonS3 s3, AwsOptions options) : IThresholdSource
{
    private const long MaxBytes = 64 << 20;
    private const string Version = "x-amz-meta-version";
    private const string ModifiedAt = "x-amz-meta-modified-at";

    private string KeptKey => options.ThresholdsKey + ".accepted";

    public TimeSpan PollInterval => TimeSpan.FromSeconds(15);

    public string Name => Address(options.ThresholdsKey);

    public async Task<ThresholdFile?> ReadAsync(string? knownVersion, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await GetAsync(options.ThresholdsKey, knownVersion, cancellationToken);
            // Not every store knows the condition.
            if (knownVersion is not null && response.ETag == knownVersion)
                return null;
            return new ThresholdFile(response.ETag, await ContentAsync(response, cancellationToken), LastModified(response));
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotModified)
        {
            return null;
        }
        catch (Exception exception) when (IsOurs(exception, cancellationToken))
        {
            throw Unreadable(Name, exception);
        }
    }

    public async Task KeepAsync(ThresholdFile file, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(file.Content.ToArray(), writable: false);
        var request = new PutObjectRequest
        {
            BucketName = options.ThresholdsBucket,
            Key = KeptKey,
            InputStream = content,
            ContentType = "text/csv; charset=utf-8",
        };
        // The ETag of the copy is another one where the bucket encrypts by KMS.
        request.Metadata[Version] = file.Version;
        request.Metadata[ModifiedAt] = file.ModifiedAt.ToString("O", CultureInfo.InvariantCulture);
        try
        {
            await s3.PutObjectAsync(request, cancellationToken);
        }
        catch (Exception exception) when (IsOurs(exception, cancellationToken))
        {
            throw new IOException(
                $"The accepted threshold file cannot be kept as {Address(KeptKey)}; the role of this process needs s3:PutObject on it. {exception.Message}", exception);
        }
    }

    public async Task<ThresholdFile?> ReadKeptAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await GetAsync(KeptKey, null, cancellationToken);
            var modifiedAt = DateTimeOffset.TryParse(response.Metadata[ModifiedAt], CultureInfo.InvariantCulture, out var known) ? known : LastModified(response);
            return new ThresholdFile(response.Metadata[Version] ?? response.ETag, await ContentAsync(response, cancellationToken), modifiedAt);
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == "NoSuchKey")
        {
            return null;
        }
        catch (Exception exception) when (IsOurs(exception, cancellationToken))
        {
            throw Unreadable(Address(KeptKey), exception);
        }
    }

    private Task<GetObjectResponse> GetAsync(string key, string? knownVersion, CancellationToken cancellationToken) => s3.GetObjectAsync(
        new GetObjectRequest { BucketName = options.ThresholdsBucket, Key = key, EtagToNotMatch = knownVersion }, cancellationToken);

    private async Task<byte[]> ContentAsync(GetObjectResponse response, CancellationToken cancellationToken)
    {
        if (response.ContentLength > MaxBytes)
            throw new InvalidDataException($"The threshold file {Address(response.Key)} has {response.ContentLength:N0} bytes; at most {MaxBytes:N0} are read.");
        var content = new byte[response.ContentLength];
        await response.ResponseStream.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    private static DateTimeOffset LastModified(GetObjectResponse response) => new((response.LastModified ?? DateTime.UnixEpoch).ToUniversalTime());

    private string Address(string key) => $"s3://{options.ThresholdsBucket}/{key}";

    private static bool IsOurs(Exception exception, CancellationToken cancellationToken) =>
        exception is not InvalidDataException && !cancellationToken.IsCancellationRequested;

    private IOException Unreadable(string address, Exception exception) => new(
        (exception as AmazonServiceException)?.ErrorCode switch
        {
            "NoSuchKey" => $"There is no threshold file {address}; upload one, or set RefillRadar:Aws:ThresholdsKey.",
            "NoSuchBucket" => $"There is no bucket for the threshold file {address}; create it, or set RefillRadar:Aws:ThresholdsBucket.",
            "AccessDenied" or "Forbidden" =>
                $"The threshold file {address} may not be read; the role of this process needs s3:GetObject on it and s3:ListBucket on {options.ThresholdsBucket}.",
            _ => $"The threshold file {address} cannot be read: {exception.Message}",
        },
        exception);
}
