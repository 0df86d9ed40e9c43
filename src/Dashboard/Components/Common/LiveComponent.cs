using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using RefillRadar.Dashboard.Live;

namespace RefillRadar.Dashboard.Components.Common;

/// <summary>
/// A component that reads a state once and then follows the feed: it subscribes before it reads, so nothing falls between,
/// and reads again after a gap or a failure. The shell is prerendered without data; data comes with the circuit.
/// </summary>
public abstract partial class LiveComponent : ComponentBase, IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(3);

    // Of a read that takes longer than so many batches another is made after it.
    private const int MostDuring = 50;

    private readonly CancellationTokenSource _gone = new();
    private readonly List<FeedBatch> _during = [];
    private CancellationTokenSource? _load;
    private string? _scope;
    private bool _following;
    private bool _retrying;

    [Inject] internal LiveFeed Feed { get; set; } = null!;

    [Inject] internal TimeProvider Time { get; set; } = null!;

    [Inject] private ILoggerFactory Loggers { get; set; } = null!;

    /// <summary>The state has been read at least once.</summary>
    protected bool Loaded { get; private set; }

    /// <summary>The last read failed; it is tried again.</summary>
    protected bool Failed { get; private set; }

    // A burst is drawn at most this often, more seldom where many pages share the process; the first change of it at once.
    private TimeSpan Rest => TimeSpan.FromMilliseconds(Math.Min(100 + (Feed.Listeners / 2), 500));

    private protected FeedSubscription? Subscription { get; private set; }

    /// <summary>What the state depends on (filters, a key): when it changes, the state is read anew.</summary>
    protected virtual string Scope => "";

    private protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>It is told of every alert that changes.</summary>
    private protected virtual bool HearsAlerts => true;

    private protected virtual Task OnBatchAsync(FeedBatch batch) => Task.CompletedTask;

    /// <summary>Whether a batch changed what is drawn; asked when it has been taken in.</summary>
    private protected virtual bool Redraws(FeedBatch batch) => true;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;

        Subscription ??= Feed.Subscribe(HearsAlerts);
        if (_scope != Scope)
        {
            _scope = Scope;
            Loaded = false;
            await ReloadAsync();
        }

        if (!_following)
        {
            _following = true;
            _ = FollowAsync(Subscription);
        }
    }

    /// <summary>Reads the state again.</summary>
    protected async Task ReloadAsync()
    {
        if (_load is { } previous)
            await previous.CancelAsync();

        using var load = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        _load = load;
        try
        {
            await LoadAsync(load.Token);
            Loaded = true;
            Failed = false;
            if (_load == load)
                await CatchUpAsync();
        }
        catch (OperationCanceledException) when (load.IsCancellationRequested)
        {
            // A newer read, or nobody looks any more.
        }
#pragma warning disable CA1031 // The page says so and tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }
        finally
        {
            if (_load == load)
                _load = null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops following.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _gone.IsCancellationRequested)
            return;

        // Not disposed: a read under way may still ask for its token, and without a timer there is nothing to free.
        _gone.Cancel();
        Subscription?.Dispose();
    }

    private async Task FollowAsync(FeedSubscription subscription)
    {
        var gone = _gone.Token;
        try
        {
            while (true)
            {
                var batch = await subscription.ReadAsync(gone);
                await InvokeAsync(() => ShowAsync(batch));
                await Task.Delay(Rest, Time, gone);
            }
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
#pragma warning disable CA1031 // The renderer shows it: the error boundary, or the error bar.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task ShowAsync(FeedBatch batch)
    {
        if (batch.Gap)
            await ReloadAsync();

        // What changes while the state is read may be newer than what will be found: it is taken in after that.
        if (_load is not null)
        {
            if (_during.Count <= MostDuring)
                _during.Add(batch);

            return;
        }

        try
        {
            await OnBatchAsync(batch);
        }
#pragma warning disable CA1031 // What the page shows stays; the state is read again until that succeeds.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }

        if (batch.Gap || Redraws(batch))
            StateHasChanged();
    }

    private async Task CatchUpAsync()
    {
        _load = null;
        FeedBatch[] batches = [.. _during];
        _during.Clear();
        if (batches.Length > MostDuring)
        {
            await ReloadAsync();
            return;
        }

        foreach (var batch in batches)
            await OnBatchAsync(batch);
    }

    private void Fail(Exception exception)
    {
        Failed = true;
        LogLoadFailed(Loggers.CreateLogger<LiveComponent>(), GetType().Name, exception);
        if (!_retrying)
            _ = RetryAsync();
    }

    private async Task RetryAsync()
    {
        // One at a time, whoever else reads again meanwhile.
        _retrying = true;
        await Task.Delay(RetryAfter, Time, _gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _retrying = false;
        if (_gone.IsCancellationRequested || !Failed)
            return;

        await InvokeAsync(async () =>
        {
            await ReloadAsync();
            StateHasChanged();
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Component} could not be read; trying again")]
    private static partial void LogLoadFailed(ILogger logger, string component, Exception exception);
}
