namespace RefillRadar.Pipeline.Database;

/// <summary>The original shop's tables, and who may use them.</summary>
internal static class ShopSchema
{
    public const string Script = """
        CREATE DATABASE IF NOT EXISTS HASP;
        CREATE TABLE IF NOT EXISTS HASP.products(product_id INT PRIMARY KEY, sku_number VARCHAR(64), name VARCHAR(255), brand VARCHAR(255), category VARCHAR(255), regular_price DECIMAL(10,2));
        CREATE TABLE IF NOT EXISTS HASP.inventory(product_id INT PRIMARY KEY, quantity_available INT NOT NULL DEFAULT 0, last_updated TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP);
        CREATE USER IF NOT EXISTS 'shop'@'127.0.0.1' IDENTIFIED BY 'shop';
        GRANT ALL ON HASP.* TO 'shop'@'127.0.0.1';
        CREATE USER IF NOT EXISTS 'dms'@'127.0.0.1' IDENTIFIED BY 'dms';
        GRANT SELECT, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO 'dms'@'127.0.0.1';

        """;
}
