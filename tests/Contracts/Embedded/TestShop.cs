using RefillRadar.Silo.Adapters.Embedded.Shop;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Tests.Contracts.Embedded;

/// <summary>A shop database of its own and a second connection that writes to it like any other program.</summary>
internal sealed class TestShop : IDisposable
{
    private readonly string _folder;
    private SqliteSession? _writer;

    public TestShop(string folder, Func<ShopOptions, ShopOptions>? configure = null)
    {
        _folder = folder;
        Options = new ShopOptions { Path = Path.Combine(folder, "shop.db") };
        Options = configure?.Invoke(Options) ?? Options;
        Database = new ShopDatabase(Options, TimeProvider.System);
    }

    public ShopOptions Options { get; }

    public ShopDatabase Database { get; private set; }

    /// <summary>Runs SQL as another program would.</summary>
    public void Sql(string script) => (_writer ??= SqliteSession.Open(Options.Path)).Run(script);

    /// <summary>The captured changes as text: operation product quantity warehouse &lt; old product old quantity old warehouse.</summary>
    public List<string> Changes()
    {
        using var session = SqliteSession.Open(Options.Path);
        return session.Query(
            "SELECT operation, product_id, quantity, warehouse, old_product_id, old_quantity, old_warehouse FROM refillradar_changes ORDER BY id",
            reader =>
            {
                var cells = Enumerable.Range(0, 7).Select(i => reader.IsDBNull(i) ? "-" : reader.GetValue(i).ToString()).ToArray();
                return $"{cells[0]} {cells[1]} {cells[2]} {cells[3]} < {cells[4]} {cells[5]} {cells[6]}";
            });
    }

    /// <summary>Copies the file as a backup, or a backup over the file, with every program stopped.</summary>
    public void Copy(string from, string to)
    {
        Close();
        Database.Dispose();
        foreach (var leftover in new[] { "-wal", "-shm" })
            File.Delete(Path.Combine(_folder, to) + leftover);
        File.Copy(Path.Combine(_folder, from), Path.Combine(_folder, to), overwrite: true);
    }

    /// <summary>Puts a copy of the file, in which another program has already written, in its place while everything runs.</summary>
    public void Replace(string script, string? restoreTrigger = null)
    {
        Close();
        var copy = Options.Path + ".new";
        File.Copy(Options.Path, copy, overwrite: true);
        using (var session = SqliteSession.Open(copy, "PRAGMA journal_mode=DELETE;"))
        {
            var trigger = session.Scalar<string>("SELECT sql FROM sqlite_master WHERE name = $name", ("$name", restoreTrigger));
            session.Run(script);
            if (trigger is not null)
                session.Run(trigger);
        }

        File.Move(copy, Options.Path, overwrite: true);
        foreach (var end in new[] { "-wal", "-shm" })
            File.Delete(Options.Path + end);
    }

    /// <summary>As after a restart of the process.</summary>
    public void Restart()
    {
        Database.Dispose();
        Database = new ShopDatabase(Options, TimeProvider.System);
    }

    public void Dispose()
    {
        Close();
        Database.Dispose();
    }

    /// <summary>Closes the connection of the other program.</summary>
    public void Close()
    {
        _writer?.Dispose();
        _writer = null;
    }
}
