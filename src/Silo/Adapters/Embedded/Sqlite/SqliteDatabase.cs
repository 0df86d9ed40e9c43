using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace RefillRadar.Silo.Adapters.Embedded.Sqlite;

/// <summary>
/// radar.db: what the embedded mode remembers. One writer takes everything that is queued and commits it at once (group
/// commit), so thousands of small durable writes a second cost a few hundred syncs. Readers never wait for it (WAL).
/// </summary>
internal sealed partial class SqliteDatabase : IAsyncDisposable
{
    private const int MaxQueued = 16_384;
    private const int MaxBatch = 1_024;
    private const string Pragmas = "PRAGMA journal_size_limit=16777216; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8192;";

    private readonly Channel<SqliteWrite> _queue = Channel.CreateBounded<SqliteWrite>(
        new BoundedChannelOptions(MaxQueued) { SingleReader = true });
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly ILogger<SqliteDatabase> _logger;
    private readonly SqliteSession _writer;
    private readonly Task _writing;
    private readonly string _path;
    private volatile bool _disposed;

    /// <summary>Opens or creates the file and brings its schema up to date.</summary>
    public SqliteDatabase(string path, ILogger<SqliteDatabase> logger)
    {
        _path = Path.GetFullPath(path);
        _logger = logger;
        OwnerOnly.CreateFile(_path);
        foreach (var file in new[] { _path, $"{_path}-wal", $"{_path}-shm" })
            OwnerOnly.Restrict(file);
        _writer = SqliteSession.Open(_path,
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=1000;" + Pragmas);
        try
        {
            RadarSchema.Migrate(_writer, _path);
        }
        catch
        {
            _writer.Dispose();
            throw;
        }

        _writing = Task.Run(WriteQueuedAsync);
    }

    /// <summary>
    /// Queues a write; done when it is on disk. It runs in a savepoint of its own: when it throws, its effects are undone and
    /// the caller gets the exception, while the other writes of the same transaction stand.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> write, CancellationToken cancellationToken = default)
    {
        var queued = new SqliteWrite<T>(write, cancellationToken);
        try
        {
            await _queue.Writer.WriteAsync(queued, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteDatabase));
        }

        return await queued.Done;
    }

    /// <summary>Reads what is committed. Off the caller's scheduler: a cold page must not hold up a grain's thread.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken = default) =>
        Task.Run(() =>
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_readers.TryTake(out var session))
                session = SqliteSession.Open(_path, "PRAGMA query_only=1;" + Pragmas);
            try
            {
                return read(session);
            }
            finally
            {
                Return(session);
            }
        }, cancellationToken);

    /// <summary>Writes what is queued, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _queue.Writer.TryComplete();
        await _writing;
        _disposed = true;
        CloseReaders();
        _writer.Dispose();
    }

    private void Return(SqliteSession session)
    {
        _readers.Add(session);
        if (_disposed)
            CloseReaders();
    }

    private void CloseReaders()
    {
        while (_readers.TryTake(out var session))
            session.Dispose();
    }

    private async Task WriteQueuedAsync()
    {
        var batch = new List<SqliteWrite>(MaxBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var write))
                batch.Add(write);
            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<SqliteWrite> batch)
    {
        try
        {
            _writer.Execute("BEGIN IMMEDIATE");
            foreach (var write in batch)
                write.Run(_writer);
            _writer.Execute("COMMIT");
        }
        catch (Exception exception)
        {
            LogCommitFailed(exception, batch.Count);
            RollBack();
            foreach (var write in batch)
                write.Fail(exception);
            return;
        }

        foreach (var write in batch)
            write.Complete();
    }

    private void RollBack()
    {
        try
        {
            _writer.Execute("ROLLBACK");
        }
        catch (Microsoft.Data.Sqlite.SqliteException exception)
        {
            // SQLite has rolled back by itself after some errors (disk full, I/O); then there is nothing left to undo.
            LogNothingToRollBack(exception);
        }
    }
}
