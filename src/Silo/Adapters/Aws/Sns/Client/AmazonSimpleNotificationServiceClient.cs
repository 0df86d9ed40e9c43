using Amazon.Runtime;
using Amazon.Runtime.Internal;
using RefillRadar.Silo.Adapters.Aws.Services;

namespace RefillRadar.Silo.Adapters.Aws.Sns.Client;

/// <inheritdoc cref="IAmazonSimpleNotificationService"/>
internal sealed class AmazonSimpleNotificationServiceClient(AWSCredentials? credentials, AmazonSimpleNotificationServiceConfig config)
    : ServiceClient(credentials, config), IAmazonSimpleNotificationService
{
    /// <summary>A client by the credentials that the SDK's chain finds.</summary>
    public AmazonSimpleNotificationServiceClient(AmazonSimpleNotificationServiceConfig config)
        : this(null, config)
    {
    }

    public Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<PublishResponse>(request, PublishForm.Marshaller, PublishForm.Unmarshaller, cancellationToken);

    public Task<PublishBatchResponse> PublishBatchAsync(PublishBatchRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<PublishBatchResponse>(request, PublishBatchForm.Marshaller, PublishBatchForm.Unmarshaller, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new AnsweredRetryPolicy(Config)));
    }
}
