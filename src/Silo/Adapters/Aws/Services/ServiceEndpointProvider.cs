using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace RefillRadar.Silo.Adapters.Aws.Services;

/// <summary>Where a service is: the configured address, or <c>https://{prefix}.{region}.{suffix of the partition}</c>.</summary>
internal sealed class ServiceEndpointProvider(string prefix) : IEndpointProvider
{
    public const string Region = nameof(Region);
    public const string Address = nameof(Address);
    public const string UseFips = nameof(UseFips);
    public const string UseDualStack = nameof(UseDualStack);

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters[Address] is string { Length: > 0 } address)
            return new Endpoint(address);
        if (parameters[Region] is not string { Length: > 0 } region)
            throw new AmazonClientException($"There is no region for {prefix}: set RefillRadar:Aws:Region.");
        if (parameters[UseDualStack] is true)
            throw new AmazonClientException($"There is no dual-stack address for {prefix} here: set AWS_ENDPOINT_URL_{prefix.ToUpperInvariant()} to it.");
        var name = parameters[UseFips] is true ? prefix + "-fips" : prefix;
        return new Endpoint($"https://{name}.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}");
    }
}
