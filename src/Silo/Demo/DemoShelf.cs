using RefillRadar.Silo.Adapters.Embedded.Shop;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Demo;

/// <summary>The demo's rows in the shop database. Which ones it made is written down there, so a row deleted by hand never comes back.</summary>
internal sealed class DemoShelf(ShopDatabase shop, IReadOnlyList<DemoProduct> catalog)
{
    private const string IsWhole = "typeof(quantity_available) = 'integer'";

    /// <summary>The products whose rows the demo made.</summary>
    public IReadOnlyList<DemoProduct> Products { get; private set; } = [];

    /// <summary>Makes the rows that were never made, unless somebody else has taken their ids.</summary>
    public void Fill()
    {
        using var session = shop.Open();
        session.Execute("BEGIN IMMEDIATE");
        session.Execute("CREATE TABLE IF NOT EXISTS refillradar_demo(product_id INTEGER PRIMARY KEY)");
        var made = session.Query("SELECT product_id FROM refillradar_demo", reader => reader.GetInt32(0)).ToHashSet();
        foreach (var product in catalog.Where(product => !made.Contains(product.Id)))
        {
            if (Make(session, product))
                made.Add(product.Id);
        }

        session.Execute("COMMIT");
        Products = [.. catalog.Where(product => made.Contains(product.Id))];
    }

    /// <summary>Looks at the levels, lets the simulation take a step, and writes its moves in one transaction.</summary>
    public void Step(SqliteSession session, ShopSimulation simulation, TimeSpan span)
    {
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            Observe(session, simulation);
            foreach (var move in simulation.Step(span))
                Write(session, move);
            session.Execute("COMMIT");
        }
        catch
        {
            session.Execute("ROLLBACK");
            throw;
        }
    }

    private static bool Make(SqliteSession session, DemoProduct product)
    {
        var isFree = session.Scalar<long>(
            "SELECT (SELECT COUNT(*) FROM products WHERE product_id = $id) + (SELECT COUNT(*) FROM inventory WHERE product_id = $id)",
            ("$id", product.Id)) == 0;
        if (!isFree)
            return false;
        session.Execute(
            """
            INSERT INTO products(product_id, sku_number, name, brand, category, regular_price)
            VALUES($id, $sku, $name, $brand, $category, $price)
            """,
            ("$id", product.Id), ("$sku", product.Sku), ("$name", product.Name), ("$brand", product.Brand),
            ("$category", product.Category), ("$price", (double)product.Price));
        session.Execute("INSERT INTO inventory(product_id, quantity_available) VALUES($id, $quantity)", ("$id", product.Id), ("$quantity", product.Opening));
        session.Execute("INSERT INTO refillradar_demo(product_id) VALUES($id)", ("$id", product.Id));
        return true;
    }

    private void Observe(SqliteSession session, ShopSimulation simulation)
    {
        var levels = session.Query(
            $"""
            SELECT product_id, CASE WHEN {IsWhole} AND quantity_available BETWEEN -1000000000 AND 1000000000 THEN quantity_available END
            FROM inventory JOIN refillradar_demo USING(product_id)
            """,
            reader => (Id: reader.GetInt32(0), Level: reader.IsDBNull(1) ? null : (int?)reader.GetInt32(1)))
            .ToDictionary(row => row.Id, row => row.Level);
        foreach (var product in Products)
            simulation.Observe(product.Id, levels.GetValueOrDefault(product.Id));
    }

    // Relative, with a floor: right even if the row is not what the simulation believes.
    private static void Write(SqliteSession session, StockMove move) => session.Execute(
        move.IsDelivery
            ? $"UPDATE inventory SET quantity_available = quantity_available + $n, last_updated = CURRENT_TIMESTAMP WHERE product_id = $id AND {IsWhole}"
            : $"UPDATE inventory SET quantity_available = MAX(0, quantity_available - $n), last_updated = CURRENT_TIMESTAMP WHERE product_id = $id AND {IsWhole} AND quantity_available > 0",
        ("$n", Math.Abs(move.Quantity)), ("$id", move.ProductId));
}
