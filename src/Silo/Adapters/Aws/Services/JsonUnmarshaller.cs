using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace RefillRadar.Silo.Adapters.Aws.Services;

/// <summary>Reads an answer of the JSON 1.1 protocol.</summary>
internal sealed class JsonUnmarshaller<TResponse> : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse
{
    private const int ErrorBuffer = 4096;

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) =>
        JsonSerializer.Deserialize<TResponse>(input.Stream, ServiceJson.Options) ?? throw new InvalidDataException("The answer is null.");

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream, ErrorBuffer);
        return new ServiceException(JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader), innerException, statusCode);
    }
}
