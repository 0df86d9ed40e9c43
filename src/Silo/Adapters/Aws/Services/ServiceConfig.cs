using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace RefillRadar.Silo.Adapters.Aws.Services;

/// <summary>
/// Settings of one AWS service: region, timeouts and retries as in every client of the SDK. The service id also names the variable of
/// another endpoint: <c>AWS_ENDPOINT_URL_SNS</c>, <c>AWS_ENDPOINT_URL_KINESIS</c>.
/// </summary>
internal abstract class ServiceConfig : ClientConfig
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(3.1);

    private readonly string _prefix;

    protected ServiceConfig(string serviceId, string prefix, string version)
        : base(new DefaultConfigurationProvider(Modes()))
    {
        _prefix = prefix;
        ServiceVersion = version;
        UserAgent = InternalSDKUtils.BuildUserAgentString(serviceId, "RefillRadar");
        ServiceId = serviceId;
        AuthenticationServiceName = prefix;
        EndpointProvider = new ServiceEndpointProvider(prefix);
    }

    public override string RegionEndpointServiceName => _prefix;

    public override string ServiceVersion { get; }

    public override string UserAgent { get; }

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpointResolver.ParametersOf(this));

    // The SDK asks for the mode that AWS_DEFAULTS_MODE names; ours differ in nothing.
    private static IEnumerable<IDefaultConfiguration> Modes() =>
        Enum.GetValues<DefaultConfigurationMode>().Select(mode => new DefaultConfiguration
        {
            Name = mode,
            RetryMode = RequestRetryMode.Standard,
            ConnectTimeout = ConnectPatience,
            TlsNegotiationTimeout = ConnectPatience,
        });
}
