using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace RefillRadar.Silo.Adapters.Aws.Services;

/// <summary>Hands the settings that an address is made of to <see cref="ServiceEndpointProvider"/>.</summary>
internal sealed class ServiceEndpointResolver : BaseEndpointResolver
{
    /// <summary>What the provider asks for.</summary>
    public static EndpointParameters ParametersOf(IClientConfig config) => new()
    {
        [ServiceEndpointProvider.Address] = config.ServiceURL,
        [ServiceEndpointProvider.Region] = config.RegionEndpoint?.SystemName ?? config.AuthenticationRegion,
        [ServiceEndpointProvider.UseFips] = config.UseFIPSEndpoint,
        [ServiceEndpointProvider.UseDualStack] = config.UseDualstackEndpoint,
    };

    // With an address of its own the SDK would guess the region from that.
    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        executionContext.RequestContext.Request.AuthenticationRegion = (string?)parameters[ServiceEndpointProvider.Region];

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => ParametersOf(requestContext.ClientConfig);
}
