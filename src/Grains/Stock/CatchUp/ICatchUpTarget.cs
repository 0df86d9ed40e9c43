using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using RefillRadar.Grains.Stock.Intake;

namespace RefillRadar.Grains.Stock.CatchUp;

/// <summary>What takes in the changes that are read again: the partition of this number.</summary>
[Alias("refillradar.catch-up-target")]
public interface ICatchUpTarget : IGrainWithIntegerKey
{
    /// <summary>
    /// Takes in changes in the order of their positions. What they decide is stored when it returns, and every level is in a log that
    /// catch-up reads. Throws when the partition has been taken over or cannot write: then all of them have to come again, under the
    /// same batch id.
    /// </summary>
    // A slow batch is waited for: given up and sent again, it would queue behind itself. What comes meanwhile is kept together with one
    // write to the disk, so calls interleave; the partition orders them.
    [AlwaysInterleave, Alias("apply"), ResponseTimeout("00:05:00")]
    Task<ApplyResult> Apply(StockBatch batch);

    /// <summary>Everything since the snapshot has been read again for the activation of this epoch. Another one has asked for itself.</summary>
    /// <param name="epoch">Epoch of the activation that asked.</param>
    /// <param name="open">Stock keys of the partition that have an open alert in the alert store.</param>
    [Alias("caught-up")]
    Task CaughtUp(long epoch, ImmutableArray<string> open);
}
