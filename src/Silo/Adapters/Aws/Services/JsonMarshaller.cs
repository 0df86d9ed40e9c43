using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using IRequest = Amazon.Runtime.Internal.IRequest;

namespace RefillRadar.Silo.Adapters.Aws.Services;

/// <summary>Writes a request in the JSON 1.1 protocol; <paramref name="target"/> is the operation, such as <c>Kinesis_20131202.PutRecords</c>.</summary>
internal sealed class JsonMarshaller<TRequest>(string service, string target) : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service) { HttpMethod = "POST", ResourcePath = "/" };
        request.Headers["X-Amz-Target"] = target;
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        request.Content = JsonSerializer.SerializeToUtf8Bytes((TRequest)input, ServiceJson.Options);
        return request;
    }
}
