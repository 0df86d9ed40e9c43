using RefillRadar.Grains.Board;
using RefillRadar.Grains.Quarantine;

namespace RefillRadar.Dashboard.Components.Quarantine;

/// <summary>Why records are in quarantine, for every page of this process: the newest thousand are read at most every ten seconds.</summary>
internal sealed class QuarantineReasons(IQuarantine quarantine, TimeProvider time)
{
    public const int MostRead = 1_000;
    private const int PageSize = 100;
    private readonly Remembered<ReasonSummary> _read = new(TimeSpan.FromSeconds(10), time);

    public Task<ReasonSummary> GetAsync(CancellationToken cancellationToken) => _read.GetAsync(ReadAsync, cancellationToken);

    /// <summary>Records were replayed: the next who asks gets it anew.</summary>
    public void Forget() => _read.Forget();

    private async Task<ReasonSummary> ReadAsync()
    {
        List<string> reasons = [];
        string? cursor = null;
        do
        {
            var page = await quarantine.ListAsync(PageSize, cursor, CancellationToken.None);
            reasons.AddRange(page.Items.Select(record => record.Reason));
            cursor = page.NextCursor;
        }
        while (cursor is not null && reasons.Count < MostRead);

        return new ReasonSummary(ReasonCount.Of(reasons), reasons.Count, cursor is null);
    }
}
