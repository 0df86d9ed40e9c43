using Microsoft.Data.Sqlite;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>The shop's SQLite file: a database that other programs write to, and that we only listen to.</summary>
internal sealed class ShopDatabase(ShopOptions options)
{
    private readonly Lock _preparing = new();
    private readonly ChangeCapture _capture = new(options);
    private volatile string? _id;

    /// <summary>Where it is and how it looks.</summary>
    public ShopOptions Options => options;

    /// <summary>The id that its positions belong to, as <c>shop:{id}</c>.</summary>
    public string Source => SourceOf(_id ?? throw new InvalidOperationException("The shop database has not been prepared."));

    /// <summary>The current database id.</summary>
    public string Id => _id ?? Prepare();

    /// <summary>The source of positions of a database id.</summary>
    public static string SourceOf(string id) => $"shop:{id}";

    /// <summary>Creates our own shop when it is missing and installs change capture, once. Throws with a sentence naming the key to fix.</summary>
    public string Prepare()
    {
        lock (_preparing)
            return _id ??= Install();
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
        {
            using var session = Open();
            session.Execute("BEGIN IMMEDIATE");
            var id = ChangeCapture.Renew(session);
            session.Execute("COMMIT");
            return _id = id;
        }
    }

    /// <summary>A connection to read and write like any other program.</summary>
    public SqliteSession Open()
    {
        try
        {
            return SqliteSession.Open(
                options.Path,
                options.IsOwn ? "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=1;" : "",
                options.IsOwn ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite);
        }
        catch (SqliteException exception)
        {
            throw new InvalidOperationException(
                $"The shop database {options.Path} cannot be opened: {exception.Message} Check RefillRadar:Shop:Path.", exception);
        }
    }

    /// <summary>Forgets a few of the oldest changes below a position, if they are old enough. Answers how many.</summary>
    public int Prune(long below, DateTimeOffset before)
    {
        using var session = Open();
        return session.Execute(
            """
            DELETE FROM refillradar_changes
            WHERE id < MIN($below, (SELECT MIN(id) FROM refillradar_changes) + 500) AND at < $before
            """,
            ("$below", below), ("$before", ShopTime.Format(before)));
    }

    private string Install()
    {
        if (options.IsOwn)
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Path))!);
        using var session = Open();
        if (options.IsOwn)
            session.Run(ShopSchema.Script);
        return _capture.Install(session);
    }
}
