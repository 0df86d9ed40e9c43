using System.Globalization;
using Microsoft.Data.Sqlite;

namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>An application that sells from the shop database; it knows nothing of the radar.</summary>
internal sealed class Shop : IDisposable
{
    private readonly SqliteConnection _connection;

    public Shop(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ConnectionString);
        _connection.Open();
    }

    /// <summary>Runs statements in one transaction; committed when it returns.</summary>
    public void Run(string sql)
    {
        using var transaction = _connection.BeginTransaction();
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    public T Ask<T>(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return (T)Convert.ChangeType(command.ExecuteScalar()!, typeof(T), CultureInfo.InvariantCulture);
    }

    /// <summary>New products with their levels, in one transaction.</summary>
    public void Stock(IEnumerable<int> products, decimal quantity) => Run(string.Concat(products.Select(product => string.Create(
        CultureInfo.InvariantCulture,
        $"INSERT INTO products(product_id, name) VALUES({product}, 'Product {product}'); INSERT INTO inventory(product_id, quantity_available) VALUES({product}, {quantity});\n"))));

    /// <summary>Sets levels, one transaction in all.</summary>
    public void Set(params (int Product, decimal Quantity)[] levels) => Run(string.Concat(levels.Select(level => string.Create(
        CultureInfo.InvariantCulture, $"UPDATE inventory SET quantity_available = {level.Quantity} WHERE product_id = {level.Product};\n"))));

    public void Set(int product, decimal quantity) => Set((product, quantity));

    public void Dispose() => _connection.Dispose();
}
