using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using IRequest = Amazon.Runtime.Internal.IRequest;

namespace RefillRadar.Silo.Adapters.Aws.Services;

/// <summary>Writes a request in the Query protocol: a form with <c>Action</c>, <c>Version</c> and one field a value.</summary>
internal sealed class QueryMarshaller<TRequest>(string service, string version, string action, Action<TRequest, IDictionary<string, string>> write)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service) { HttpMethod = "POST", ResourcePath = "/" };
        request.Parameters["Action"] = action;
        request.Parameters["Version"] = version;
        write((TRequest)input, request.Parameters);
        return request;
    }
}
