using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>
/// What batches of changes mean for the levels of a partition, as a pure function: every change is placed in its source's order,
/// compared with what was seen of its product, and taken in, put to its product, skipped or rejected. Changes nothing: the
/// partition keeps the changes first, then takes the levels over.
/// </summary>
internal static class StockIntake
{
    /// <summary>Looks at batches, one after the other. The result is to be disposed of.</summary>
    public static IntakeResult Take(LevelTable levels, LogBook logs, IReadOnlyList<StockBatch> batches, in IntakeContext context)
    {
        var changes = 0;
        foreach (var batch in batches)
            changes += batch.Changes.Length;
        var run = new IntakeRun(levels, logs, context, changes, stackalloc int[IntakeRun.BucketsFor(changes)]);
        var parts = new IntakePart[batches.Count];
        for (var number = 0; number < parts.Length; number++)
            run.Take(parts[number] = new IntakePart(batches[number]), number);
        return run.Finish(parts);
    }
}
