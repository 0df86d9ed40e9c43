using Microsoft.AspNetCore.Builder;

namespace RefillRadar.Dashboard;

/// <summary>Several endpoints that take the same conventions.</summary>
internal sealed class EndpointConventions(params IEndpointConventionBuilder[] builders) : IEndpointConventionBuilder
{
    public void Add(Action<EndpointBuilder> convention)
    {
        foreach (var builder in builders)
            builder.Add(convention);
    }

    public void Finally(Action<EndpointBuilder> finallyConvention)
    {
        foreach (var builder in builders)
            builder.Finally(finallyConvention);
    }
}
