using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Sqlite;

/// <summary>One open connection with its prepared statements. Used by one caller at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int MaxStatements = 256;

    // SQLITE_FCNTL_HAS_MOVED, https://sqlite.org/c3ref/c_fcntl_begin_atomic_write.html
    private const int HasMovedCode = 20;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens a file; <paramref name="pragmas"/> run first. Waits up to 5 s for other writers.</summary>
    public static SqliteSession Open(string path, string pragmas = "", SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        // Pooled handles would outlive us and keep the file locked and its WAL uncheckpointed.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
        try
        {
            connection.Open();
            var session = new SqliteSession(connection);
            session.Run("PRAGMA busy_timeout=5000;" + pragmas);
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens a file that has no write-ahead log for reading without locks. A statement fails with SQLITE_READONLY while a transaction of
    /// another process has its journal there, and may see half of one that is committed meanwhile. https://sqlite.org/uri.html
    /// </summary>
    public static SqliteSession OpenUnlocked(string path)
    {
        var name = string.Join('/', Path.GetFullPath(path).Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        return Open($"file:{(name.StartsWith('/') ? "" : "/")}{name}?nolock=1", mode: SqliteOpenMode.ReadOnly);
    }

    /// <summary>Whether the file was renamed, removed or replaced since it was opened. Always false on Windows, which does not allow it.</summary>
    public bool HasMoved
    {
        get
        {
            var moved = 0;
            return FileControl(_connection.Handle!, "main", HasMovedCode, ref moved) == SQLitePCL.raw.SQLITE_OK && moved != 0;
        }
    }

    /// <summary>A number that changes with every commit of another connection.</summary>
    public long DataVersion() => Scalar<long>("PRAGMA data_version");

    /// <summary>Undoes the transaction under way, if SQLite has not done so by itself.</summary>
    public void RollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            Execute("ROLLBACK");
    }

    /// <summary>Runs a script once, without keeping it prepared.</summary>
    public void Run(string script)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement and answers how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Statement(sql, parameters).ExecuteNonQuery();

    /// <summary>The first cell of the first row; default when there is no row or it is NULL.</summary>
    public T? Scalar<T>(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Statement(sql, parameters).ExecuteScalar() is T value ? value : default;

    /// <summary>Every row.</summary>
    public List<T> Query<T>(
        string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Statement(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>The rows one by one; the statement stays open until the enumeration ends.</summary>
    public IEnumerable<T> Stream<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        using var reader = Statement(sql, parameters).ExecuteReader();
        while (reader.Read())
            yield return read(reader);
    }

    public void Dispose()
    {
        DropStatements();
        _connection.Dispose();
    }

    private SqliteCommand Statement(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_statements.TryGetValue(sql, out var command))
        {
            if (_statements.Count >= MaxStatements)
                DropStatements();
            command = _connection.CreateCommand();
            command.CommandText = sql;
            _statements.Add(sql, command);
            foreach (var (name, value) in parameters)
                command.Parameters.Add(new SqliteParameter(name, value ?? DBNull.Value));
            return command;
        }

        // One text always comes with the same parameters in the same order.
        for (var i = 0; i < parameters.Length; i++)
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        return command;
    }

    // SQLitePCLRaw does not have it.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control"), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(SQLitePCL.sqlite3 database, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int operation, ref int result);

    private void DropStatements()
    {
        foreach (var command in _statements.Values)
            command.Dispose();
        _statements.Clear();
    }
}
