using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace RefillRadar.Silo.Adapters.Aws.Services;

/// <summary>What a service refused, by its <see cref="AmazonServiceException.ErrorCode"/>.</summary>
internal sealed class ServiceException(ErrorResponse error, Exception inner, HttpStatusCode status)
    : AmazonServiceException(error.Message, inner, error.Type, error.Code, error.RequestId, status)
{
    /// <summary>Tells the SDK to try again where it does not know the code: SNS says Throttled, a key of KMS has codes of its own.</summary>
    public override RetryableDetails? Retryable =>
        StatusCode == HttpStatusCode.TooManyRequests || ErrorCode is "Throttled" or "KMSThrottling" or "KMSThrottlingException"
            ? new RetryableDetails(throttling: true)
            : null;
}
