using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using IRequest = Amazon.Runtime.Internal.IRequest;

namespace RefillRadar.Silo.Adapters.Aws.Services;

/// <summary>
/// A client of a service whose SDK package is not at hand, on the pipeline of AWSSDK.Core: credential chain, signature, clock-skew
/// correction, retries with jitter of throttling, server errors and broken connections. Throws <see cref="AmazonServiceException"/> for what
/// the service refused and <see cref="AmazonClientException"/> when there are no credentials.
/// </summary>
internal abstract class ServiceClient(AWSCredentials? credentials, ServiceConfig config) : AmazonServiceClient(credentials, config)
{
    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceMetadata(config.ServiceId);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new ServiceAuthentication());
    }

    protected Task<TResponse> CallAsync<TResponse>(
        AmazonWebServiceRequest request,
        IMarshaller<IRequest, AmazonWebServiceRequest> marshaller,
        ResponseUnmarshaller unmarshaller,
        CancellationToken cancellationToken)
        where TResponse : AmazonWebServiceResponse, new() =>
        InvokeAsync<TResponse>(request, new InvokeOptions { RequestMarshaller = marshaller, ResponseUnmarshaller = unmarshaller }, cancellationToken);
}
