using System.Net.Http;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace RefillRadar.Silo.Adapters.Aws.Sns.Client;

/// <summary>
/// Repeats what SNS answered or never received. A request whose answer was lost may have published its messages, and the SDK would publish
/// them again unseen: that is left to the caller.
/// </summary>
internal sealed class AnsweredRetryPolicy(IClientConfig config) : StandardRetryPolicy(config)
{
    public override bool RetryForException(IExecutionContext executionContext, Exception exception) =>
        IsSafe(exception) && base.RetryForException(executionContext, exception);

    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) =>
        IsSafe(exception) && await base.RetryForExceptionAsync(executionContext, exception);

    // The SDK takes every broken connection for one that had gone stale before the request, and repeats the request ten times.
    public override bool IsStaleConnectionError(Exception exception) => IsSafe(exception) && base.IsStaleConnectionError(exception);

    /// <summary>Whether nothing was published: SNS answered an error, credentials were missing, or no connection was made.</summary>
    public static bool IsSafe(Exception exception) => exception switch
    {
        AmazonUnmarshallingException => false,
        AmazonServiceException or AmazonClientException => true,
        HttpRequestException request => request.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        { InnerException: { } inner } => IsSafe(inner),
        _ => false,
    };
}
