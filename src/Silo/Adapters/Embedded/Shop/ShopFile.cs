using Microsoft.Data.Sqlite;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>
/// Reads the shop's file without disturbing its writers. With a write-ahead log, readers and writers do not block each other. Without one,
/// a reader's lock makes the commit of a writer that does not wait fail. So nothing is locked, and a read counts only when no transaction
/// was in progress before and after it and none was committed in between. Safe for use by several threads.
/// </summary>
internal sealed class ShopFile(ShopOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    // After so long without a pause between writes, the shop is read with a short lock: an alert matters more than one refused write.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    // Without a lock a page may be read while it is written. Only what fails again and again has another cause.
    private const int MostFailures = 5;
    private readonly Lock _access = new();
    private SqliteSession? _main;
    private SqliteSession? _unlocked;
    private int _failures;

    /// <summary>Closes the file if it was removed or replaced since it was opened, and returns whether it was. The next read opens the one at the path.</summary>
    public bool TryForgetMoved()
    {
        lock (_access)
        {
            if (_main?.HasMoved != true)
                return false;
            Close();
            return true;
        }
    }

    /// <summary>A number that changes with every commit of somebody else; null while one is under way.</summary>
    public long? Version()
    {
        lock (_access)
            return Try(Session(), static session => session.DataVersion());
    }

    /// <summary>Reads at one moment of the database.</summary>
    /// <exception cref="InvalidOperationException">The file cannot be opened.</exception>
    public async Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            if (TryRead(read, out var result))
                return result;
            if (time.GetElapsedTime(started) > Patience)
                return ReadLocked(read);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Reads at one moment of the database, waiting for its writers as SQLite does.</summary>
    public T ReadLocked<T>(Func<SqliteSession, T> read)
    {
        lock (_access)
        {
            Session();
            return InTransaction(_main!, "BEGIN", read);
        }
    }

    /// <summary>Writes in one transaction. Waits up to 5 s for other writers.</summary>
    public T Write<T>(Func<SqliteSession, T> write)
    {
        // Not beside a read: closing a connection without locks would drop this one's, as POSIX locks belong to the process.
        lock (_access)
        {
            // A separate connection, since the version counts commits of other connections only.
            using var session = OpenMain();
            return InTransaction(session, "BEGIN IMMEDIATE", write);
        }
    }

    public void Dispose()
    {
        lock (_access)
            Close();
    }

    private bool TryRead<T>(Func<SqliteSession, T> read, out T result)
    {
        lock (_access)
        {
            var session = Session();
            if (_unlocked is null)
            {
                result = InTransaction(session, "BEGIN", read);
                return true;
            }

            result = default!;
            if (Try(session, static session => session.DataVersion()) is not { } before)
                return false;
            try
            {
                result = InTransaction(session, "BEGIN", read);
            }
            catch (SqliteException) when (Try(session, static session => session.DataVersion()) != before)
            {
                return false;
            }

            return Try(session, static session => session.DataVersion()) == before;
        }
    }

    private SqliteSession Session()
    {
        if (_main is not null)
            return _unlocked ?? _main;
        _main = OpenMain();
        try
        {
            // Of an empty file SQLite would take the journal of a first transaction for one that was left behind.
            if (_main.Scalar<long>("PRAGMA page_count") > 0 && !string.Equals(_main.Scalar<string>("PRAGMA journal_mode"), "wal", StringComparison.OrdinalIgnoreCase))
                _unlocked = SqliteSession.OpenUnlocked(options.Path);
        }
        catch
        {
            // Locked: how to read it is not known yet.
            Close();
            throw;
        }

        return _unlocked ?? _main;
    }

    private SqliteSession OpenMain() => ShopDatabase.Open(options, create: false);

    private void Close()
    {
        _unlocked?.Dispose();
        _main?.Dispose();
        (_main, _unlocked, _failures) = (null, null, 0);
    }

    // A journal that is there means a transaction under way; a database that got a write-ahead log has to be opened as one. To open it takes a
    // lock for a moment, so not after each failure.
    private long? Try(SqliteSession session, Func<SqliteSession, long> read)
    {
        try
        {
            var result = read(session);
            _failures = 0;
            return result;
        }
        catch (SqliteException exception) when (_unlocked is not null)
        {
            if (exception.SqliteErrorCode != SQLitePCL.raw.SQLITE_READONLY && ++_failures >= MostFailures)
                Close();
            return null;
        }
    }

    private static T InTransaction<T>(SqliteSession session, string begin, Func<SqliteSession, T> work)
    {
        session.Execute(begin);
        try
        {
            var result = work(session);
            session.Execute("COMMIT");
            return result;
        }
        catch
        {
            session.RollBack();
            throw;
        }
    }
}
