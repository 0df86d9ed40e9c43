using RefillRadar.Grains.Stock.Intake;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>A batch that waits for its round.</summary>
internal sealed class PendingBatch(StockBatch batch)
{
    private readonly TaskCompletionSource<ApplyResult> _done = new();

    /// <summary>The batch.</summary>
    public StockBatch Batch => batch;

    /// <summary>What is known of it, once it was taken in.</summary>
    public RecentBatch? Taken { get; set; }

    /// <summary>Its answer.</summary>
    public Task<ApplyResult> Done => _done.Task;

    /// <summary>Whether both are attempts to hand over the same batch.</summary>
    public bool IsAttemptOf(PendingBatch other) => batch.Id != Guid.Empty && batch.Id == other.Batch.Id;

    public void Complete(ApplyResult result) => _done.TrySetResult(result);

    public void Fail(Exception exception) => _done.TrySetException(exception);
}
