using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>
/// What a batch of changes means for the levels of a partition, as a pure function: every change is placed in its source's order,
/// compared with what was seen of its product, and taken in, put to its product, skipped or rejected. Changes nothing: the
/// partition keeps the changes first, then takes the levels over.
/// </summary>
internal static class StockIntake
{
    /// <summary>Looks at a batch. The result is to be disposed of.</summary>
    public static IntakeResult Take(LevelTable levels, LogBook logs, ReadOnlySpan<StockChange> batch, in IntakeContext context)
    {
        var run = new IntakeRun(levels, logs, context, batch.Length, stackalloc int[IntakeRun.BucketsFor(batch.Length)]);
        return run.Take(batch);
    }
}
