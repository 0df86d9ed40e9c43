using System.IO.Pipelines;

namespace RefillRadar.Dashboard.Hubs;

/// <summary>
/// A writer that counts the bytes of each flush that has to wait for the client. Like every pipe writer it is for one writer at a time.
/// </summary>
internal sealed class MeteredWriter(PipeWriter inner, HubBacklog backlog, Action disconnect) : PipeWriter
{
    private long _written;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override void Advance(int bytes)
    {
        inner.Advance(bytes);
        _written += bytes;
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var bytes = _written;
        _written = 0;
        var flush = inner.FlushAsync(cancellationToken);
        return flush.IsCompleted ? flush : WaitAsync(flush, bytes);
    }

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    private async ValueTask<FlushResult> WaitAsync(ValueTask<FlushResult> flush, long bytes)
    {
        var pending = backlog.Add(bytes, disconnect);
        try
        {
            return await flush;
        }
        finally
        {
            backlog.Remove(pending);
        }
    }
}
