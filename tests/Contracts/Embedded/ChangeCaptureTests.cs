using RefillRadar.Silo.Adapters.Embedded.Shop;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class ChangeCaptureTests : IDisposable
{
    private const string Plain = "PRAGMA foreign_keys=0;";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_shop_is_made_with_the_original_tables_and_a_row_needs_only_its_key()
    {
        using var shop = new TestShop(_folder.Path);
        shop.Database.Prepare();
        shop.Sql("INSERT INTO products(product_id, sku_number, name, brand, category, regular_price) VALUES(1, 's', 'n', 'b', 'c', 9.5)");
        shop.Sql("INSERT INTO inventory(product_id) VALUES(1)");
        Assert.Equal(["insert 1 0 - < - - -"], shop.Changes());
    }

    [Fact]
    public void Every_kind_of_write_is_captured_with_its_image_before()
    {
        using var shop = Prepared();
        shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 10)");
        shop.Sql("UPDATE inventory SET quantity_available = 9 WHERE product_id = 1");
        shop.Sql("UPDATE inventory SET product_id = 2 WHERE product_id = 1");
        shop.Sql("DELETE FROM inventory WHERE product_id = 2");
        Assert.Equal(
            ["insert 1 10 - < - - -", "update 1 9 - < 1 10 -", "update 2 9 - < 1 9 -", "delete 2 9 - < 2 9 -"], shop.Changes());
    }

    [Fact]
    public void Upsert_and_replace_leave_the_right_level_last()
    {
        using var shop = Prepared();
        shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 10)");
        shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 8) ON CONFLICT(product_id) DO UPDATE SET quantity_available = excluded.quantity_available");
        shop.Sql("REPLACE INTO inventory(product_id, quantity_available) VALUES(1, 7)");
        shop.Sql("PRAGMA recursive_triggers=1; INSERT OR REPLACE INTO inventory(product_id, quantity_available) VALUES(1, 6)");
        Assert.Equal(
            ["insert 1 10 - < - - -", "update 1 8 - < 1 10 -", "insert 1 7 - < - - -", "delete 1 7 - < 1 7 -", "insert 1 6 - < - - -"],
            shop.Changes());
    }

    [Theory]
    [InlineData("INSERT OR REPLACE INTO inventory VALUES('1', 'b', 9)", "check 2 2 - < 2 2 -", "insert 1 9 - < - - -")]
    [InlineData("REPLACE INTO inventory VALUES('4', 'b', 9)", "check 2 2 - < 2 2 -", "insert 4 9 - < - - -")]
    [InlineData("INSERT OR IGNORE INTO inventory VALUES('4', 'b', 9)", "check 2 2 - < 2 2 -")]
    [InlineData("INSERT INTO inventory VALUES('4', 'b', 9) ON CONFLICT(sku) DO UPDATE SET quantity_available = 9", "check 2 2 - < 2 2 -", "update 2 9 - < 2 2 -")]
    [InlineData("UPDATE OR REPLACE inventory SET sku = 'b', quantity_available = 9 WHERE product_id = '1'", "check 2 2 - < 2 2 -", "update 1 9 - < 1 1 -")]
    [InlineData("INSERT INTO inventory VALUES('4', 'd', 9)", "insert 4 9 - < - - -")]
    [InlineData("INSERT OR REPLACE INTO inventory VALUES('1', 'a', 9)", "insert 1 9 - < - - -")]
    [InlineData("UPDATE inventory SET quantity_available = 9 WHERE product_id = '1'", "update 1 9 - < 1 1 -")]
    public void A_row_in_the_way_of_a_unique_column_is_to_be_checked(string sql, params string[] changes)
    {
        using var shop = new TestShop(_folder.Path, options => options with { IsOwn = false, Columns = options.Columns with { UpdatedAt = null } });
        File.WriteAllBytes(shop.Options.Path, []);
        shop.Sql("CREATE TABLE inventory(product_id TEXT PRIMARY KEY, sku TEXT UNIQUE, quantity_available INTEGER); INSERT INTO inventory VALUES('1', 'a', 1), ('2', 'b', 2), ('3', 'c', 3)");
        shop.Database.Prepare();
        shop.Sql(sql);
        Assert.Equal(changes, shop.Changes());
    }

    [Fact]
    public void Old_changes_are_forgotten_by_the_writers_themselves()
    {
        using var shop = new TestShop(_folder.Path, options => options with { KeepChanges = TimeSpan.FromHours(1) });
        shop.Database.Prepare();
        shop.Sql(Plain + "INSERT INTO inventory(product_id) VALUES(1), (2), (3), (4); UPDATE refillradar_changes SET at = '2020-01-01T00:00:00.000Z'");
        shop.Sql("INSERT INTO inventory(product_id) VALUES(5)");
        Assert.Equal(3, shop.Changes().Count);
        shop.Sql("UPDATE inventory SET quantity_available = 9 WHERE product_id = 1");
        Assert.Equal(["insert 5 0 - < - - -", "update 1 9 - < 1 0 -"], shop.Changes());
        shop.Sql("DELETE FROM inventory WHERE product_id = 1");
        Assert.Equal(3, shop.Changes().Count);
    }

    [Fact]
    public void What_is_rolled_back_was_never_there()
    {
        using var shop = Prepared();
        shop.Sql("BEGIN; INSERT INTO inventory(product_id) VALUES(1); ROLLBACK");
        shop.Sql("BEGIN; INSERT INTO inventory(product_id) VALUES(2); SAVEPOINT s; INSERT INTO inventory(product_id) VALUES(3); ROLLBACK TO s; COMMIT");
        Assert.Equal(["insert 2 0 - < - - -"], shop.Changes());
    }

    [Fact]
    public void An_update_that_moves_no_stock_leaves_no_change()
    {
        using var shop = Prepared();
        shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 10)");
        shop.Sql("UPDATE inventory SET quantity_available = 10, last_updated = '2020-01-01'");
        shop.Sql("UPDATE inventory SET last_updated = NULL");
        Assert.Single(shop.Changes());
    }

    [Fact]
    public void Null_text_and_blobs_are_captured_as_they_are()
    {
        using var shop = Foreign("CREATE TABLE stock(sku TEXT COLLATE NOCASE, n, site)", "stock", "sku", "n", "site");
        shop.Sql("INSERT INTO stock VALUES('a', NULL, NULL)");
        shop.Sql("UPDATE stock SET n = 'lots'");
        shop.Sql("UPDATE stock SET n = NULL");
        shop.Sql("UPDATE stock SET n = NULL");
        shop.Sql("UPDATE stock SET sku = 'A'");
        shop.Sql("UPDATE stock SET site = 'N'");
        Assert.Equal(
            [
                "insert a - - < - - -", "update a lots - < a - -", "update a - - < a lots -", "update A - - < a - -",
                "update A - N < A - -",
            ], shop.Changes());
    }

    [Fact]
    public void Tables_and_columns_of_any_name_are_captured()
    {
        using var shop = Foreign(
            "CREATE TABLE \"in\"\"ven tory; --\"(\"product 'id'\" PRIMARY KEY, \"qty]\" INT, \"select\") WITHOUT ROWID",
            "in\"ven tory; --", "product 'id'", "qty]", "select");
        shop.Sql("INSERT INTO \"in\"\"ven tory; --\" VALUES('x', 5, 'W')");
        shop.Sql("UPDATE \"in\"\"ven tory; --\" SET \"qty]\" = 4");
        Assert.Equal(["insert x 5 W < - - -", "update x 4 W < x 5 W"], shop.Changes());
    }

    [Theory]
    [InlineData("nothing", "sku", "n", "RefillRadar:Source:Table")]
    [InlineData("stock", "nothing", "n", "RefillRadar:Columns:ProductId")]
    [InlineData("stock", "sku", "nothing", "RefillRadar:Columns:Quantity")]
    public void A_name_that_is_not_there_is_refused_naming_the_key(string table, string product, string quantity, string key)
    {
        using var shop = Unprepared("CREATE TABLE stock(sku, n)", table, product, quantity, null);
        var error = Assert.Throws<InvalidOperationException>(() => shop.Database.Prepare());
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_of_somebody_else_is_refused_and_not_made()
    {
        using var shop = new TestShop(_folder.Path, options => options with { IsOwn = false });
        var error = Assert.Throws<InvalidOperationException>(() => shop.Database.Prepare());
        Assert.Contains("RefillRadar:Shop:Path", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(shop.Options.Path));
    }

    [Fact]
    public void Preparing_again_changes_nothing()
    {
        using var shop = Prepared();
        var id = shop.Database.Id;
        shop.Sql(Plain + "INSERT INTO inventory(product_id) VALUES(1)");
        shop.Restart();
        Assert.Equal(id, shop.Database.Prepare());
        Assert.Equal(id, shop.Database.Repair());
        Assert.Single(shop.Changes());
    }

    [Fact]
    public void A_trigger_that_was_gone_is_put_back_under_a_new_id()
    {
        using var shop = Prepared();
        var id = shop.Database.Id;
        shop.Sql("DROP TRIGGER refillradar_update");
        shop.Restart();
        Assert.NotEqual(id, shop.Database.Prepare());
        shop.Sql("INSERT INTO inventory(product_id) VALUES(1); UPDATE inventory SET quantity_available = 3");
        Assert.Equal(2, shop.Changes().Count);
    }

    [Fact]
    public void The_last_inserted_id_and_the_change_count_stay_the_writers_own()
    {
        using var shop = Prepared();
        for (var i = 0; i < 5; i++)
            shop.Sql($"INSERT INTO inventory(product_id) VALUES({i})");
        using var session = SqliteSession.Open(shop.Options.Path, Plain);
        Assert.Equal(1, session.Execute("INSERT INTO inventory(product_id) VALUES(900)"));
        Assert.Equal(900L, session.Scalar<long>("SELECT last_insert_rowid()"));
    }

    [Fact]
    public void A_plain_client_without_our_functions_can_write()
    {
        using var shop = Prepared();
        using var client = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "sqlite3", [shop.Options.Path, "INSERT INTO inventory(product_id, quantity_available) VALUES(1, 4);"]))!;
        client.WaitForExit();
        Assert.Equal(0, client.ExitCode);
        Assert.Equal(["insert 1 4 - < - - -"], shop.Changes());
    }

    private TestShop Prepared()
    {
        var shop = new TestShop(_folder.Path);
        shop.Database.Prepare();
        shop.Sql(Plain);
        return shop;
    }

    private TestShop Foreign(string schema, string table, string product, string quantity, string? warehouse)
    {
        var shop = Unprepared(schema, table, product, quantity, warehouse);
        shop.Database.Prepare();
        return shop;
    }

    private TestShop Unprepared(string schema, string table, string product, string quantity, string? warehouse)
    {
        var shop = new TestShop(_folder.Path, options => options with
        {
            IsOwn = false,
            Table = table,
            Columns = new ShopColumns { ProductId = product, Quantity = quantity, Warehouse = warehouse, UpdatedAt = "" },
        });
        shop.Sql(schema);
        return shop;
    }
}
