using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace RefillRadar.Silo.Adapters.Aws.Services;

/// <summary>Signature version 4, by the credentials that the SDK's chain finds.</summary>
internal sealed class ServiceAuthentication : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
}
