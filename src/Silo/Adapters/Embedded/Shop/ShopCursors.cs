using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>The cursors of shop databases, kept in radar.db beside what was made of the changes.</summary>
internal sealed class ShopCursors(SqliteDatabase database)
{
    /// <summary>The cursor of a database id; null before its first full load was taken in.</summary>
    public Task<ShopCursor?> LoadAsync(string databaseId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.Query(
                "SELECT position, token, load_position, loaded_at FROM shop_cursors WHERE database_id = $id",
                reader => new ShopCursor(
                    reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetInt64(1), reader.GetInt64(2), reader.GetTime(3)!.Value),
                ("$id", databaseId)).FirstOrDefault(),
            cancellationToken);

    /// <summary>Keeps a cursor; on disk when it returns.</summary>
    public Task SaveAsync(string databaseId, ShopCursor cursor, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.Execute(
                """
                INSERT OR REPLACE INTO shop_cursors(database_id, position, token, load_position, loaded_at)
                VALUES($id, $position, $token, $load, $loaded)
                """,
                ("$id", databaseId), ("$position", cursor.Position), ("$token", cursor.Token),
                ("$load", cursor.LoadPosition), ("$loaded", cursor.LoadedAt.UtcTicks)),
            cancellationToken);
}
