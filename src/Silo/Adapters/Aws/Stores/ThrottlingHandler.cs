using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>Counts what DynamoDB refuses for coming too fast. It stands inside the SDK's retries, so it sees every try.</summary>
internal sealed class ThrottlingHandler(StoreMetrics metrics) : PipelineHandler
{
    private static readonly HashSet<string> Codes = new(StringComparer.Ordinal)
    {
        "ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded",
    };

    /// <inheritdoc/>
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        try
        {
            var answer = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
            if (executionContext.ResponseContext.Response is BatchWriteItemResponse { UnprocessedItems: { Count: > 0 } left })
                metrics.Throttled(Operation(executionContext), left.Values.Sum(writes => writes.Count));
            return answer;
        }
        catch (AmazonServiceException refusal) when (Codes.Contains(refusal.ErrorCode ?? ""))
        {
            metrics.Throttled(Operation(executionContext), 1);
            throw;
        }
    }

    // PutItemRequest is PutItem.
    private static string Operation(IExecutionContext context) =>
        context.RequestContext.OriginalRequest.GetType().Name.Replace("Request", "", StringComparison.Ordinal);
}
