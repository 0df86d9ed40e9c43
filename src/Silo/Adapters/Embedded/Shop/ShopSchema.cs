namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>The tables of the shop that comes with the embedded mode: the original schema, with defaults so that a row needs only its key.</summary>
internal static class ShopSchema
{
    public const string Script = """
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS products(
            product_id INTEGER PRIMARY KEY,
            sku_number TEXT,
            name TEXT,
            brand TEXT,
            category TEXT,
            regular_price REAL);
        CREATE TABLE IF NOT EXISTS inventory(
            product_id INTEGER PRIMARY KEY REFERENCES products(product_id),
            quantity_available INTEGER NOT NULL DEFAULT 0,
            last_updated TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
        COMMIT;
        """;
}
