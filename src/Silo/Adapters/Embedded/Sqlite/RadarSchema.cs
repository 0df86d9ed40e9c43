using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Adapters.Embedded.Sqlite;

/// <summary>The tables of radar.db. Each script takes the schema one version up (<c>PRAGMA user_version</c>); never edit one that was released.</summary>
internal static class RadarSchema
{
    private static readonly string[] Scripts =
    [
        """
        CREATE TABLE stockout_alerts(
            alert_id TEXT NOT NULL PRIMARY KEY,
            product_id NOT NULL,
            product_name TEXT NOT NULL,
            warehouse TEXT,
            quantity NUMERIC NOT NULL,
            threshold NUMERIC NOT NULL,
            alert_time TEXT NOT NULL,
            ttl_expiration INTEGER NOT NULL,
            stock_key TEXT NOT NULL,
            revision INTEGER NOT NULL,
            due INTEGER,
            status TEXT NOT NULL,
            severity TEXT NOT NULL,
            team TEXT NOT NULL,
            category TEXT,
            opened_at INTEGER NOT NULL,
            fired_at INTEGER,
            resolved_at INTEGER,
            body TEXT NOT NULL);
        CREATE INDEX alerts_by_status ON stockout_alerts(status, opened_at DESC, alert_id);
        CREATE INDEX alerts_by_product ON stockout_alerts(product_id, status, opened_at DESC, alert_id);
        CREATE INDEX alerts_by_team ON stockout_alerts(team, status, opened_at DESC, alert_id);
        CREATE INDEX alerts_by_warehouse ON stockout_alerts(warehouse, status, opened_at DESC, alert_id) WHERE warehouse IS NOT NULL;
        CREATE INDEX alerts_by_severity ON stockout_alerts(severity, status, opened_at DESC, alert_id);
        CREATE INDEX alerts_by_due ON stockout_alerts(due, stock_key, ttl_expiration) WHERE due IS NOT NULL;
        CREATE INDEX alerts_by_fired ON stockout_alerts(fired_at, severity, status, ttl_expiration) WHERE fired_at IS NOT NULL;
        CREATE INDEX alerts_by_resolved ON stockout_alerts(resolved_at, ttl_expiration) WHERE resolved_at IS NOT NULL;
        CREATE INDEX alerts_by_expiry ON stockout_alerts(ttl_expiration);

        CREATE TABLE grain_state(
            service_id TEXT NOT NULL,
            grain_id TEXT NOT NULL,
            state_name TEXT NOT NULL,
            etag INTEGER NOT NULL,
            state BLOB,
            UNIQUE(grain_id, state_name, service_id));

        CREATE TABLE quarantine(
            id TEXT NOT NULL PRIMARY KEY,
            at INTEGER NOT NULL,
            source TEXT NOT NULL,
            position TEXT,
            format TEXT NOT NULL,
            reason TEXT NOT NULL,
            bytes BLOB NOT NULL);
        CREATE INDEX quarantine_by_time ON quarantine(at DESC, id);

        CREATE TABLE level_chunks(
            partition INTEGER NOT NULL,
            number INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY(partition, number));

        CREATE TABLE level_history(
            id INTEGER PRIMARY KEY,
            partition INTEGER NOT NULL,
            stock_key TEXT NOT NULL,
            at INTEGER NOT NULL,
            quantity NOT NULL,
            UNIQUE(stock_key, at, partition));

        CREATE TABLE shop_cursors(
            database_id TEXT NOT NULL PRIMARY KEY,
            position INTEGER NOT NULL,
            token INTEGER,
            load_position INTEGER NOT NULL,
            loaded_at INTEGER NOT NULL);
        """,
        """
        CREATE TABLE journal(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, bytes BLOB NOT NULL);
        CREATE INDEX journal_by_time ON journal(at);
        """,
    ];

    /// <summary>Runs the scripts that the file has not seen yet, each in a transaction.</summary>
    public static void Migrate(SqliteSession session, string path)
    {
        var version = session.Scalar<long>("PRAGMA user_version");
        if (version > Scripts.Length)
        {
            throw new StartException(
                $"{path} was written by a newer RefillRadar (schema {version}, this one knows {Scripts.Length}). "
                + "Run the newer version, or point RefillRadar:DataDirectory at another folder.");
        }

        for (var next = (int)version; next < Scripts.Length; next++)
            session.Run($"BEGIN IMMEDIATE; {Scripts[next]} PRAGMA user_version={next + 1}; COMMIT;");
    }
}
