using Polly;
using Polly.Retry;
using RefillRadar.Grains.Stock.Intake;

namespace RefillRadar.Silo.Ingest;

/// <summary>
/// A partition, or a product, is away for a moment when a silo comes or goes. Every attempt carries the same batch id, so none counts
/// twice; after the last one, or a wait of minutes, the sender has to send again.
/// </summary>
internal static class PartitionRetry
{
    public static ResiliencePipeline<ApplyResult> Create(TimeProvider time) =>
        new ResiliencePipelineBuilder<ApplyResult> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<ApplyResult>
            {
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome switch
                {
                    { Exception: OperationCanceledException or TimeoutException } => false,
                    { Exception: not null } => true,
                    { Result.Failed.IsEmpty: false } => true,
                    _ => false,
                }),
                MaxRetryAttempts = 5,
                Delay = TimeSpan.FromMilliseconds(100),
                MaxDelay = TimeSpan.FromSeconds(1),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .Build();
}
