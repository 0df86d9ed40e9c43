using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Sns.Client;

/// <summary>
/// The operations of SNS used here. Names and types are those of AWSSDK.SimpleNotificationService, which can take this folder's place.
/// Errors are <see cref="AmazonServiceException"/> with the service's code. https://docs.aws.amazon.com/sns/latest/api/
/// </summary>
internal interface IAmazonSimpleNotificationService : IDisposable
{
    /// <summary>The client's settings.</summary>
    IClientConfig Config { get; }

    /// <summary>Sends one message to all subscriptions of a topic whose filters let it through.</summary>
    Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends up to ten messages of 256 KiB together. The call succeeds when single messages fail: look at <see cref="PublishBatchResponse.Failed"/>.
    /// </summary>
    Task<PublishBatchResponse> PublishBatchAsync(PublishBatchRequest request, CancellationToken cancellationToken = default);
}
