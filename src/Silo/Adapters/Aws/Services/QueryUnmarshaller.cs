using System.Net;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace RefillRadar.Silo.Adapters.Aws.Services;

/// <summary>Reads an answer of the Query protocol: XML, the result in <c>{action}Result</c>.</summary>
internal sealed class QueryUnmarshaller<TResponse>(string action, Func<XElement, TResponse> read) : XmlResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var root = XDocument.Load(input.Stream).Root;
        var result = root?.Elements().FirstOrDefault(element => element.Name.LocalName == action + "Result")
            ?? throw new AmazonUnmarshallingException("", input.CurrentPath, new InvalidDataException($"The answer has no {action}Result."));
        return read(result);
    }

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode) =>
        new ServiceException(XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input), innerException, statusCode);
}
