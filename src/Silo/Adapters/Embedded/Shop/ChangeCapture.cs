using System.Globalization;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>
/// Change capture by triggers: every committed insert, update and delete of the stock table leaves a row in
/// <c>refillradar_changes</c>, in the same transaction, whoever wrote it. Only SQLite's own functions are used, so that any
/// client can go on writing to the shop.
/// </summary>
internal sealed class ChangeCapture(ShopOptions options)
{
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS refillradar_meta(key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS refillradar_changes(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
            operation TEXT NOT NULL,
            product_id, quantity, warehouse, updated_at,
            old_product_id, old_quantity, old_warehouse,
            token INTEGER NOT NULL DEFAULT (random()));
        """;

    // The writers prune, at most two old changes for each new one: a transaction of ours would make them wait.
    private string ForgetOld => $"""
        DELETE FROM refillradar_changes WHERE id <= (SELECT MIN(id) FROM refillradar_changes) + 1
        AND at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-{(long)options.KeepChanges.TotalSeconds} seconds');
        """;

    /// <summary>
    /// The database id, if tables and triggers are what they have to be; null when something is missing or different. Throws with a
    /// sentence naming the key to fix.
    /// </summary>
    public string? Find(SqliteSession session)
    {
        CheckTable(session);
        if (session.Scalar<long>("SELECT COUNT(*) FROM sqlite_master WHERE name IN ('refillradar_meta', 'refillradar_changes')") < 2)
            return null;
        return Triggers(session).All(trigger => string.Equals(Installed(session, trigger.Name), trigger.Sql, StringComparison.Ordinal))
            ? session.Scalar<string>("SELECT value FROM refillradar_meta WHERE key = 'database_id'")
            : null;
    }

    /// <summary>
    /// Brings tables and triggers to what they have to be, inside the caller's transaction, and answers the database id. A missing or
    /// different trigger means that changes may have gone by unseen: then the id becomes a new one, which has the feed load everything again.
    /// </summary>
    public string Install(SqliteSession session)
    {
        if (Find(session) is { } id)
            return id;
        session.Run(Tables);
        foreach (var (name, sql) in Triggers(session))
        {
            if (!string.Equals(Installed(session, name), sql, StringComparison.Ordinal))
                session.Run($"DROP TRIGGER IF EXISTS {name}; {sql}");
        }

        return Renew(session);
    }

    /// <summary>Gives the database a new id, inside the caller's transaction.</summary>
    public static string Renew(SqliteSession session)
    {
        var id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        session.Execute(
            "INSERT INTO refillradar_meta(key, value) VALUES('database_id', $id) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            ("$id", id));
        // A full load is placed at the last id given out, so one has to be: the first real change must come after it.
        Mark(session);
        return id;
    }

    /// <summary>Gives out an id to something that is no captured change, inside the caller's transaction, and answers it.</summary>
    public static long Mark(SqliteSession session)
    {
        session.Run("INSERT INTO refillradar_changes(operation) VALUES('mark'); DELETE FROM refillradar_changes WHERE operation = 'mark';");
        return session.Head();
    }

    private static string? Installed(SqliteSession session, string trigger) => session.Scalar<string>(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = $name", ("$name", trigger));

    private IEnumerable<(string Name, string Sql)> Triggers(SqliteSession session)
    {
        var table = SqliteValue.Quote(options.Table);
        yield return ("refillradar_insert", $"""
            CREATE TRIGGER refillradar_insert AFTER INSERT ON {table} BEGIN
            INSERT INTO refillradar_changes(operation, product_id, quantity, warehouse, updated_at)
            VALUES('insert', {Row("NEW")}); {ForgetOld} END
            """);
        yield return ("refillradar_update", $"""
            CREATE TRIGGER refillradar_update AFTER UPDATE ON {table}
            WHEN {Differs(options.Columns.ProductId)} OR {Differs(options.Columns.Quantity)} OR {Differs(options.Columns.Warehouse)} BEGIN
            INSERT INTO refillradar_changes(operation, product_id, quantity, warehouse, updated_at, old_product_id, old_quantity, old_warehouse)
            VALUES('update', {Row("NEW")}, {Stock("OLD")}); {ForgetOld} END
            """);
        yield return ("refillradar_delete", $"""
            CREATE TRIGGER refillradar_delete AFTER DELETE ON {table} BEGIN
            INSERT INTO refillradar_changes(operation, product_id, quantity, warehouse, updated_at, old_product_id, old_quantity, old_warehouse)
            VALUES('delete', {Row("OLD")}, {Stock("OLD")}); {ForgetOld} END
            """);
        // A set that holds the key can only be in conflict with a row of the same key, which the triggers above see.
        var sets = ShopUnique.Of(session, options.Table)
            .Where(set => !KeyColumns.All(key => set.Contains(key, StringComparer.OrdinalIgnoreCase))).ToList();
        if (sets.Count == 0)
            yield break;
        var conflict = string.Join(" OR ", sets.Select(set => $"({string.Join(" AND ", set.Select(column => $"{Cell("r", column)} = {Cell("NEW", column)}"))})"));
        yield return ("refillradar_replace_insert", $"""
            CREATE TRIGGER refillradar_replace_insert BEFORE INSERT ON {table} BEGIN
            {Conflicting(conflict)}; END
            """);
        yield return ("refillradar_replace_update", $"""
            CREATE TRIGGER refillradar_replace_update BEFORE UPDATE ON {table} BEGIN
            {Conflicting(conflict)} AND NOT ({SameKey("OLD")}); END
            """);
    }

    private IEnumerable<string> KeyColumns =>
        new[] { options.Columns.ProductId, options.Columns.Warehouse }.Where(column => !string.IsNullOrEmpty(column)).Select(column => column!);

    // A row that OR REPLACE removes fires no trigger, unless recursive_triggers is on. Whether it was removed is seen when the change is read.
    private string Conflicting(string conflict) => $"""
        INSERT INTO refillradar_changes(operation, product_id, quantity, warehouse, updated_at, old_product_id, old_quantity, old_warehouse)
        SELECT 'check', {Row("r")}, {Stock("r")} FROM {SqliteValue.Quote(options.Table)} AS r WHERE ({conflict}) AND NOT ({SameKey("NEW")})
        """;

    private string SameKey(string row) => string.Join(" AND ", KeyColumns.Select(column => $"{Cell("r", column)} IS {Cell(row, column)}"));

    private string Row(string row) => $"{Stock(row)}, {Cell(row, options.Columns.UpdatedAt)}";

    private string Stock(string row) =>
        $"{Cell(row, options.Columns.ProductId)}, {Cell(row, options.Columns.Quantity)}, {Cell(row, options.Columns.Warehouse)}";

    private static string Cell(string row, string? column) =>
        string.IsNullOrEmpty(column) ? "NULL" : $"{row}.{SqliteValue.Quote(column)}";

    // Binary, or a NOCASE column would hide a key that changes only its case.
    private static string Differs(string? column) =>
        string.IsNullOrEmpty(column) ? "0" : $"{Cell("OLD", column)} IS NOT {Cell("NEW", column)} COLLATE BINARY";

    private void CheckTable(SqliteSession session)
    {
        var columns = session.Query("SELECT name FROM pragma_table_xinfo($table)", reader => reader.GetString(0), ("$table", options.Table));
        if (session.Scalar<long>(
            "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = $table COLLATE NOCASE", ("$table", options.Table)) == 0)
        {
            throw new InvalidOperationException(
                $"RefillRadar:Source:Table names the table \"{options.Table}\", which {options.Path} does not have.");
        }

        Check("ProductId", options.Columns.ProductId, isRequired: true);
        Check("Quantity", options.Columns.Quantity, isRequired: true);
        Check("Warehouse", options.Columns.Warehouse, isRequired: false);
        Check("UpdatedAt", options.Columns.UpdatedAt, isRequired: false);

        void Check(string key, string? column, bool isRequired)
        {
            if (string.IsNullOrEmpty(column) ? !isRequired : columns.Contains(column, StringComparer.OrdinalIgnoreCase))
                return;
            throw new InvalidOperationException(
                $"RefillRadar:Columns:{key} names the column \"{column}\", which the table \"{options.Table}\" in {options.Path} does not have"
                + (isRequired ? "." : "; name another one, or set it to an empty text."));
        }
    }
}
