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

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => ParametersOf(requestContext.ClientConfig);
}
