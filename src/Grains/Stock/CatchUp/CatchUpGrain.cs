using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using RefillRadar.Grains.Alerts;

namespace RefillRadar.Grains.Stock.CatchUp;

/// <summary>Gathers requests for a moment, so that one <see cref="CatchUpPass"/> serves all. Those whose pass fails get another one.</summary>
[GrainType("catch-up"), KeepAlive]
internal sealed partial class CatchUpGrain(
    IEnumerable<IChangeLog> logs, IAlertStore alerts, ILogger<CatchUpGrain> logger) : Grain, ICatchUpGrain
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private readonly Dictionary<int, CatchUpRequest> _requests = [];
    private CatchUpPass _pass = null!;
    private IGrainTimer _timer = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _pass = new CatchUpPass(logs, alerts, partition => GrainFactory.GetGrain<ICatchUpTarget>(partition), logger);
        _timer = this.RegisterGrainTimer(RunAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task Request(int partition, DateTimeOffset? since, long epoch)
    {
        Keep(partition, new CatchUpRequest(since, epoch));
        _timer.Change(Gather, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    private void Keep(int partition, CatchUpRequest request) =>
        _requests[partition] = _requests.TryGetValue(partition, out var known) ? known.With(request) : request;

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var requests = _requests.ToDictionary();
        _requests.Clear();
        if (requests.Count == 0)
            return;
        IEnumerable<int> failed = requests.Keys;
        try
        {
            failed = await _pass.RunAsync(requests, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(logger, exception, RetryAfter);
        }

        foreach (var partition in failed)
            Keep(partition, requests[partition]);
        if (_requests.Count > 0)
            _timer.Change(failed.Any() ? RetryAfter : Gather, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read the change logs again; retrying in {Delay}")]
    private static partial void LogFailed(ILogger logger, Exception exception, TimeSpan delay);
}
