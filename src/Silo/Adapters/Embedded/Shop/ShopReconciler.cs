using Microsoft.Extensions.Logging;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;
using RefillRadar.Silo.Ingest;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>
/// Now and then compares all rows of the shop with the levels that are known, and writes what is missing into the table of captured
/// changes, from where it takes the ordinary way. A difference counts when it is seen twice: a table may be half filled.
/// </summary>
internal sealed partial class ShopReconciler(ShopDatabase shop, IBatchIngest ingest, TimeProvider time, ILogger logger)
{
    private const int MostAtOnce = 5_000;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private Dictionary<string, ShopRow> _suspected = new(StringComparer.Ordinal);
    private long _comparedAt = time.GetTimestamp();
    private TimeSpan _wait = shop.Options.CompareInterval;

    /// <summary>Compares at the next quiet moment.</summary>
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

    // What was captured since is on its way.
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} levels differed from the shop's rows: they were changed past its triggers, and are corrected now")]
    private static partial void LogDifferences(ILogger logger, int count);
}
