using Amazon.Runtime.Internal;

namespace RefillRadar.Silo.Adapters.Aws.Services;

/// <summary>The name of a service in the SDK's metrics.</summary>
internal sealed class ServiceMetadata(string serviceId) : IServiceMetadata
{
    public string ServiceId => serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
