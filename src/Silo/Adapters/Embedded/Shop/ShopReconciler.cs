using Microsoft.Extensions.Logging;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;
using RefillRadar.Silo.Ingest;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>
/// Compares all rows of the shop with the known levels from time to time, and writes the differences into the table of captured changes,
/// so that they are processed like any other change. A difference counts only when it is seen twice, since a table may be half filled.
/// </summary>
internal sealed partial class ShopReconciler(ShopDatabase shop, IBatchIngest ingest, TimeProvider time, ILogger logger)
{
    private const int MostAtOnce = 5_000;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private Dictionary<string, ShopRow> _suspected = new(StringComparer.Ordinal);
    private long _comparedAt = time.GetTimestamp();
    private TimeSpan _wait = shop.Options.CompareInterval;

    /// <summary>Whether the next poll compares. Set it when the rows may have changed without a captured change.</summary>
    public bool IsDue
    {
        get => time.GetElapsedTime(_comparedAt) >= _wait;
        set => _wait = value ? TimeSpan.Zero : shop.Options.CompareInterval;
    }

    /// <summary>Compares, if it is time; the cursor says up to where changes were taken in.</summary>
    public async Task CompareAsync(ShopCursor cursor, CancellationToken cancellationToken)
    {
        if (!IsDue)
            return;
        (_comparedAt, _wait) = (time.GetTimestamp(), Again);
        if (await ingest.KnownAsync(cancellationToken) is not { } known)
            return;
        var (head, differences) = await shop.File.ReadAsync(session => Compare(session, cursor.Position, known), cancellationToken);
        var confirmed = differences.Where(difference => IsSuspected(difference.Key, difference.Value)).Take(MostAtOnce).ToDictionary(StringComparer.Ordinal);
        _suspected = differences;
        if (differences.Count == 0)
            _wait = shop.Options.CompareInterval;
        if (confirmed.Count > 0 && shop.File.Write(session => Capture(session, head, confirmed)))
            LogDifferences(logger, confirmed.Count);
    }

    private bool IsSuspected(string key, ShopRow row) =>
        _suspected.TryGetValue(key, out var before) && before.Operation == row.Operation && Equals(before.Quantity, row.Quantity);

    private (long Head, Dictionary<string, ShopRow> Differences) Compare(SqliteSession session, long position, IReadOnlyList<KnownLevel> known)
    {
        var differences = ShopComparison.Of(known, shop.Options.Columns, session.Levels(shop.Options, position, time.GetUtcNow()));
        foreach (var key in ChangedSince(session, position))
            differences.Remove(key);
        return (session.Head(), differences);
    }

    // These changes are still to be processed.
    private IEnumerable<string> ChangedSince(SqliteSession session, long position)
    {
        for (var rows = session.ChangesAfter(shop.Options, position, MostAtOnce); rows.Count > 0; rows = session.ChangesAfter(shop.Options, rows[^1].Id, MostAtOnce))
        {
            foreach (var row in rows)
            {
                if (ShopChange.Key(row.ProductId, row.Warehouse, shop.Options.Columns) is { } key)
                    yield return key;
                if (ShopChange.Key(row.OldProductId, row.OldWarehouse, shop.Options.Columns) is { } old)
                    yield return old;
            }
        }
    }

    private bool Capture(SqliteSession session, long head, Dictionary<string, ShopRow> rows)
    {
        foreach (var key in ChangedSince(session, head))
            rows.Remove(key);
        foreach (var row in rows.Values)
        {
            session.Execute(
                """
                INSERT INTO refillradar_changes(operation, product_id, quantity, warehouse, updated_at, old_product_id, old_warehouse)
                VALUES($operation, $product, $quantity, $warehouse, $updated, $old, $oldWarehouse)
                """,
                ("$operation", row.Operation), ("$product", row.ProductId), ("$quantity", row.Quantity), ("$warehouse", row.Warehouse),
                ("$updated", row.UpdatedAt), ("$old", row.OldProductId), ("$oldWarehouse", row.OldWarehouse));
        }

        return rows.Count > 0;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Correcting {Count} levels that differ from the shop's rows: the rows were changed without firing the triggers")]
    private static partial void LogDifferences(ILogger logger, int count);
}
