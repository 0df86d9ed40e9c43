using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Storage;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>
/// The right of one activation to answer for its partition, and the little that it keeps in grain state. Another activation may have
/// taken over while this one was not looking (a paused process): then it finds a higher epoch, and must not answer any more.
/// </summary>
/// <param name="partition">Number of the partition.</param>
/// <param name="stored">The stored state.</param>
/// <param name="leave">Ends this activation.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class PartitionTenure(
    int partition, IPersistentState<PartitionState> stored, Action leave, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(5);

    // Commit times of a backlog fall a little with every batch; a minute more at once is one write for many.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private const int ClaimAttempts = 3;
    private long _confirmed;

    /// <summary>Epoch of this activation.</summary>
    public long Epoch { get; private set; }

    /// <summary>From when on changes are missing in the snapshot; null when it is complete.</summary>
    public DateTimeOffset? DirtySince => stored.State.DirtySince;

    /// <summary>Whether nobody else has taken over, as far as is known.</summary>
    public bool IsOurs => stored.State.Epoch == Epoch;

    /// <summary>Takes over and returns the state as it was left. The last activation may be writing its last word at this very moment.</summary>
    public async Task<PartitionState> ClaimAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var left = stored.State;
            stored.State = left with { Epoch = left.Epoch + 1 };
            try
            {
                await stored.WriteStateAsync(cancellationToken);
                Epoch = stored.State.Epoch;
                _confirmed = time.GetTimestamp();
                return left;
            }
            catch (InconsistentStateException) when (attempt < ClaimAttempts)
            {
                await stored.ReadStateAsync(cancellationToken);
            }
        }
    }

    /// <summary>Makes sure that nobody has taken over in the last five seconds. Throws, and leaves, when somebody has.</summary>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_confirmed) < Trust)
            return;
        var asked = time.GetTimestamp();
        await stored.ReadStateAsync(cancellationToken);
        if (!IsOurs)
        {
            LogTakenOver(logger, partition, Epoch, stored.State.Epoch);
            leave();
            throw new InvalidOperationException($"Another activation has taken over partition {partition}.");
        }

        _confirmed = asked;
    }

    /// <summary>
    /// Notes, before a batch is taken in, that the snapshot lacks changes since a time, and to which epoch logs have come. One small write
    /// for all changes until the next snapshot, as a rule.
    /// </summary>
    public Task MarkAsync(DateTimeOffset since, LogBook? restarted, CancellationToken cancellationToken)
    {
        var state = stored.State;
        if (state.DirtySince is null || since < state.DirtySince)
            state = state with { DirtySince = state.DirtySince is null ? since : since - Margin };
        if (restarted is not null)
            state = state with { Logs = restarted.Logs };
        return ReferenceEquals(state, stored.State) ? Task.CompletedTask : WriteAsync(state, cancellationToken);
    }

    /// <summary>Notes that the snapshot is complete.</summary>
    public Task CompleteAsync(CancellationToken cancellationToken) =>
        stored.State.DirtySince is null ? Task.CompletedTask : WriteAsync(stored.State with { DirtySince = null }, cancellationToken);

    private async Task WriteAsync(PartitionState state, CancellationToken cancellationToken)
    {
        var before = stored.State;
        stored.State = state;
        var asked = time.GetTimestamp();
        try
        {
            await stored.WriteStateAsync(cancellationToken);
            _confirmed = asked;
        }
        catch (Exception exception)
        {
            stored.State = before;
            // A store that refuses (a full disk) leaves the partition what it was; one that has something else does not.
            if (exception is InconsistentStateException)
                leave();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another activation has taken over partition {Partition}: epoch {Stored} is stored, this one is {Epoch}")]
    private static partial void LogTakenOver(ILogger logger, int partition, long epoch, long stored);
}
