using RefillRadar.Grains.Quarantine;

namespace RefillRadar.Dashboard.Components.Quarantine;

/// <summary>Why records are in quarantine, for every page of this process: the newest thousand are read at most every ten seconds.</summary>
internal sealed class QuarantineReasons(IQuarantine quarantine, TimeProvider time)
{
    public const int MostRead = 1_000;
    private const int PageSize = 100;
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(10);
    private readonly Lock _lock = new();
    private Task<ReasonSummary>? _read;
    private DateTimeOffset _readAt;

    public Task<ReasonSummary> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (_read is null || (_read.IsCompleted && (!_read.IsCompletedSuccessfully || now - _readAt > Age)))
            {
                _readAt = now;
                _read = Task.Run(ReadAsync, CancellationToken.None);
            }

            return _read.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Records were replayed: the next who asks gets it anew.</summary>
    public void Forget()
    {
        lock (_lock)
            _read = null;
    }

    private async Task<ReasonSummary> ReadAsync()
    {
        List<string> reasons = [];
        string? cursor = null;
        do
        {
            QuarantinePage page = await quarantine.ListAsync(PageSize, cursor, CancellationToken.None);
            reasons.AddRange(page.Items.Select(record => record.Reason));
            cursor = page.NextCursor;
        }
        while (cursor is not null && reasons.Count < MostRead);

        return new ReasonSummary(ReasonCount.Of(reasons), reasons.Count, cursor is null);
    }
}
