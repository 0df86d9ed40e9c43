namespace RefillRadar.Silo.Adapters.Embedded.Sqlite;

/// <summary>A queued write, whatever it answers.</summary>
internal abstract class SqliteWrite
{
    /// <summary>Does it inside the running transaction, in a savepoint. Throws only when the whole transaction is lost.</summary>
    public abstract void Run(SqliteSession session);

    /// <summary>It is on disk: tells the caller.</summary>
    public abstract void Complete();

    /// <summary>The transaction is lost: tells the caller.</summary>
    public abstract void Fail(Exception exception);
}
