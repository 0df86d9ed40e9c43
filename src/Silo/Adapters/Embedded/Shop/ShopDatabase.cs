using Microsoft.Data.Sqlite;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>The shop's SQLite file: a database that other programs write to, and that we only listen to.</summary>
internal sealed class ShopDatabase(ShopOptions options, TimeProvider time) : IDisposable
{
    /// <summary>How the sources of positions of all shop databases begin.</summary>
    public const string SourcePrefix = "shop:";

    private readonly Lock _preparing = new();
    private readonly ChangeCapture _capture = new(options);
    private volatile string? _id;

    /// <summary>Where it is and how it looks.</summary>
    public ShopOptions Options => options;

    /// <summary>Reads and writes it.</summary>
    public ShopFile File { get; } = new(options, time);

    /// <summary>The id that its positions belong to, as <c>shop:{id}</c>.</summary>
    public string Source => SourceOf(_id ?? throw new InvalidOperationException("The shop database has not been prepared."));

    /// <summary>The current database id.</summary>
    public string Id => _id ?? Prepare();

    /// <summary>The source of positions of a database id.</summary>
    public static string SourceOf(string id) => SourcePrefix + id;

    /// <summary>Creates our own shop when it is missing and installs change capture, once. Throws with a sentence naming the key to fix.</summary>
    public string Prepare()
    {
        lock (_preparing)
        {
            if (_id is not null)
                return _id;
            if (options.IsOwn)
                Create();
            return _id = Install();
        }
    }

    /// <summary>Looks again whether capture is in place (a table made anew has lost its triggers) and answers the id, maybe a new one.</summary>
    public string Repair()
    {
        lock (_preparing)
            return _id = Install();
    }

    /// <summary>Gives the database a new id: what is in it now is not what the cursor was about.</summary>
    public string Renew()
    {
        lock (_preparing)
            return _id = File.Write(ChangeCapture.Renew);
    }

    /// <summary>A connection to read and write like any other program.</summary>
    public SqliteSession Open() => Open(options, create: false);

    /// <summary>A connection to the file of a shop.</summary>
    /// <exception cref="InvalidOperationException">It cannot be opened.</exception>
    public static SqliteSession Open(ShopOptions options, bool create)
    {
        try
        {
            return SqliteSession.Open(
                options.Path,
                options.IsOwn ? "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=1;" : "",
                create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite);
        }
        catch (SqliteException exception)
        {
            throw new InvalidOperationException(
                $"The shop database {options.Path} cannot be opened: {exception.Message} Check RefillRadar:Shop:Path.", exception);
        }
    }

    public void Dispose() => File.Dispose();

    private void Create()
    {
        OwnerOnly.CreateFile(options.Path);
        using var session = Open(options, create: true);
        session.Run(ShopSchema.Script);
    }

    // A lock to write is taken only when there is something to write.
    private string Install() => File.ReadLocked(_capture.Find) ?? File.Write(_capture.Install);
}
