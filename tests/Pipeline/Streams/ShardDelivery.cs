using RefillRadar.Pipeline.Lambda;

namespace RefillRadar.Pipeline.Streams;

/// <summary>
/// Hands the batches of one shard to the function, one after the other, and repeats what failed until it is done or given up.
/// https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
/// </summary>
/// <param name="watch">Told of each invocation.</param>
/// <param name="discard">The on-failure destination.</param>
internal sealed class ShardDelivery(
    LambdaEventWriter events, MappingOptions options, Function function, Action<Delivered> watch, Action<Discarded> discard, TimeProvider time)
{
    private readonly Stack<Part> _parts = new();

    /// <summary>The last record behind which everything is done; null before the first.</summary>
    public string? Checkpoint { get; private set; }

    /// <summary>Returns when each record of the batch is done or given up.</summary>
    public async Task DeliverAsync(IReadOnlyList<StreamRecord> batch, CancellationToken cancellationToken)
    {
        _parts.Push(new Part(batch, 0));
        while (_parts.TryPop(out var part))
        {
            var verdict = await InvokeAsync(part, cancellationToken);
            if (verdict.Done > 0)
                Checkpoint = part.Batch[verdict.Done - 1].SequenceNumber;
            if (verdict.Error is null && verdict.Done == part.Batch.Count)
                continue;
            if (verdict.Error is not null && options.BisectBatchOnFunctionError && part.Batch.Count > 1)
                Split(part);
            else
                await RepeatAsync(part, verdict, cancellationToken);
        }
    }

    private async Task<Verdict> InvokeAsync(Part part, CancellationToken cancellationToken)
    {
        var called = time.GetUtcNow();
        var answer = await function(events.Write(part.Batch), cancellationToken);
        var verdict = Verdict.Of(answer, part.Batch);
        watch(new Delivered(events.Shard, part.Batch, called, time.GetUtcNow(), verdict));
        return verdict;
    }

    // The first half first, so that the order of the shard holds. Splitting does not use up attempts.
    private void Split(Part part)
    {
        var half = part.Batch.Count / 2;
        _parts.Push(part with { Batch = [.. part.Batch.Skip(half)] });
        _parts.Push(part with { Batch = [.. part.Batch.Take(half)] });
    }

    private async Task RepeatAsync(Part part, Verdict verdict, CancellationToken cancellationToken)
    {
        // With bisecting on, a batch that got somewhere was split at the record it got to.
        var isSplit = verdict.Done > 0 && options.BisectBatchOnFunctionError;
        var rest = new Part([.. part.Batch.Skip(verdict.Done)], isSplit ? part.Attempts : part.Attempts + 1);
        if (GiveUp(rest) is { } condition)
        {
            Checkpoint = rest.Batch[^1].SequenceNumber;
            discard(new Discarded(
                events.Shard, condition, rest.Batch[0].SequenceNumber, rest.Batch[^1].SequenceNumber, rest.Batch.Count, part.Attempts + 1));
            return;
        }

        if (!isSplit)
            await Task.Delay(Backoff(rest.Attempts), time, cancellationToken);
        _parts.Push(rest);
    }

    private string? GiveUp(Part rest)
    {
        if (options.MaximumRetryAttempts >= 0 && rest.Attempts > options.MaximumRetryAttempts)
            return "RetryAttemptsExhausted";
        return time.GetUtcNow() - rest.Batch[0].Arrival > options.MaximumRecordAge ? "MaximumRecordAgeExceeded" : null;
    }

    private TimeSpan Backoff(int attempt)
    {
        var pause = options.FirstBackoff * Math.Pow(2, Math.Min(attempt - 1, 20));
        return pause < options.LongestBackoff ? pause : options.LongestBackoff;
    }

    private sealed record Part(IReadOnlyList<StreamRecord> Batch, int Attempts);
}
