using System.Globalization;
using System.Text;
using MySqlConnector;

namespace RefillRadar.Pipeline.Database;

/// <summary>The shop's own program: one connection that changes stock levels.</summary>
internal sealed class Shop(MySqlConnection connection) : IAsyncDisposable
{
    /// <summary>Fills the catalogue in one transaction.</summary>
    public async Task StockAsync(IReadOnlyCollection<int> products, int quantity)
    {
        var names = products.Select(product => Text($"({product},'SKU-{product}','Product {product}',{1 + product % 90}.50)"));
        var levels = products.Select(product => Text($"({product},{quantity})"));
        await ExecuteAsync(
            $"BEGIN;INSERT INTO products(product_id,sku_number,name,regular_price) VALUES {string.Join(',', names)};"
            + $"INSERT INTO inventory(product_id,quantity_available) VALUES {string.Join(',', levels)};COMMIT");
    }

    /// <summary>One committed change.</summary>
    public Task SetAsync(int product, int quantity) => ExecuteAsync(Update(product, quantity));

    /// <summary>Several changes, committed together.</summary>
    public Task SetAsync(IEnumerable<(int Product, int Quantity)> changes)
    {
        var statements = new StringBuilder("BEGIN;");
        foreach (var (product, quantity) in changes)
            statements.Append(Update(product, quantity)).Append(';');
        return ExecuteAsync(statements.Append("COMMIT").ToString());
    }

    /// <summary>Any statement.</summary>
    public async Task ExecuteAsync(string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static string Update(int product, int quantity) =>
        Text($"UPDATE inventory SET quantity_available={quantity} WHERE product_id={product}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
