using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>What one look into the shop shows.</summary>
/// <param name="Schema">A number that changes with its tables.</param>
/// <param name="IsOfAnother">Whether it is not the database that the cursor is of: a backup, or changes were forgotten before they were read.</param>
/// <param name="HasRows">Whether anything is or was in stock.</param>
/// <param name="Changes">The next changes; empty when capture is missing.</param>
internal sealed record ShopLook(long Schema, bool IsOfAnother, bool HasRows, List<ShopRow> Changes)
{
    /// <summary>Looks from a cursor on; null for none yet.</summary>
    public static ShopLook At(SqliteSession session, ShopOptions options, ShopCursor? cursor, int limit)
    {
        var schema = session.Scalar<long>("PRAGMA schema_version");
        if (cursor is null || session.Scalar<long>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'refillradar_changes'") == 0)
            return new ShopLook(schema, false, false, []);
        var token = cursor.Token is null ? null : session.TokenAt(cursor.Position);
        var isOfAnother = session.Head() < cursor.Position
            || (token is not null && token != cursor.Token)
            || (cursor.Token is not null && token is null && session.FirstId() > cursor.Position + 1);
        var hasRows = session.FirstId() is not null || session.Scalar<long>($"SELECT EXISTS(SELECT 1 FROM {SqliteValue.Quote(options.Table)})") != 0;
        return new ShopLook(schema, isOfAnother, hasRows, isOfAnother ? [] : session.ChangesAfter(options, cursor.Position, limit));
    }
}
