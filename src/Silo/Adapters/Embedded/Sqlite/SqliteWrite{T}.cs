namespace RefillRadar.Silo.Adapters.Embedded.Sqlite;

/// <summary>A queued write with its answer, given to the caller after the commit only.</summary>
internal sealed class SqliteWrite<T>(Func<SqliteSession, T> write, CancellationToken cancellationToken) : SqliteWrite
{
    // The writer must never run its callers' code.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _answer = default!;
    private Exception? _failure;
    private bool _cancelled;

    public Task<T> Done => _done.Task;

    public override void Run(SqliteSession session)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            _cancelled = true;
            return;
        }

        session.Execute("SAVEPOINT write_");
        try
        {
            _answer = write(session);
        }
        catch (Exception exception)
        {
            _failure = exception;
            session.Execute("ROLLBACK TO write_");
        }

        session.Execute("RELEASE write_");
    }

    public override void Complete()
    {
        if (_cancelled)
            _done.SetCanceled(cancellationToken);
        else if (_failure is not null)
            _done.SetException(_failure);
        else
            _done.SetResult(_answer);
    }

    public override void Fail(Exception exception) => _done.SetException(_failure ?? exception);
}
