using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Telemetry;

namespace RefillRadar.Grains.Health;

/// <summary>
/// Hosts <see cref="HealthNews"/> and <see cref="DeliveryDecision"/>, over the health that its own process sees. What operators know is stored
/// after the e-mail, and an e-mail does not wait for a store that fails, for it may be about just that: it may then come again after a restart.
/// </summary>
[GrainType("health-alert"), KeepAlive]
internal sealed partial class HealthAlertGrain(
    [PersistentState("health-alert", GrainStorage.Name)] IPersistentState<HealthAlertState> stored,
    HealthMonitor monitor,
    IOptions<NotificationsOptions> options,
    RadarMetrics metrics,
    Random random,
    TimeProvider time,
    ILogger<HealthAlertGrain> logger) : Grain, IOperatorsGrain
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // After an e-mail that failed for good.
    private static readonly TimeSpan LongPause = TimeSpan.FromHours(1);
    private readonly ILogger<HealthAlertGrain> _logger = logger;
    private HealthNews _news = HealthNews.None;
    private ImmutableHashSet<string> _failing = [];

    // What an e-mail said that nobody confirmed: it may have arrived, so its end is news.
    private ImmutableDictionary<string, NotifiedHealth> _maybe = ImmutableDictionary<string, NotifiedHealth>.Empty;
    private string? _batchId;
    private DateTimeOffset? _startedAt;
    private DateTimeOffset? _retryAt;
    private string? _lastError;
    private int _attempts;
    private int _unknown;
    private bool _isUnsaved;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(RunAsync, new GrainTimerCreationOptions(Interval, Interval) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task<OperatorsStatus> Status() => Task.FromResult(options.Value.OperatorsTeam is { } team
        ? new OperatorsStatus(stored.State.Notified.ToImmutableDictionary(part => part.Key, part => part.Value.At), new TeamNotices(
            $"{team} (health)", 0, null, _news.Failing.Length + _news.Recovered.Length, _startedAt, stored.State.LastSentAt,
            _attempts, _retryAt, _lastError, _unknown, stored.State.Failed, stored.State.LastFailedAt, stored.State.LastFailure))
        : OperatorsStatus.None);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_isUnsaved)
            await SaveAsync(cancellationToken);
        if (options.Value.OperatorsTeam is not { } team || monitor.Current is not { } health)
            return;
        var now = time.GetUtcNow();
        var before = _failing;
        _failing = [.. health.Items.Where(item => item.NotifiesOperators).Select(item => item.Name)];
        // A time further away was set by a clock that has been set back since.
        if (_retryAt > now && _retryAt <= now + LongPause)
            return;
        // Looked at anew for each attempt: what is over by then needs no e-mail.
        var (known, wait) = (stored.State.Notified, options.Value.GroupWait);
        _news = HealthNews.Of(health, known, now, wait).SeenBefore(before) with { Recovered = HealthNews.Of(health, _maybe.SetItems(known), now, wait).Recovered };
        if (_news.IsEmpty)
            Settle();
        else
            await SendAsync(team, now, cancellationToken);
    }

    private async Task SendAsync(string team, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mail = HealthMail.Compose(team, _news, _maybe.SetItems(stored.State.Notified), now, options.Value.PublicUrl);
        if (mail.BatchId != _batchId)
            (_batchId, _startedAt, _attempts, _unknown) = (mail.BatchId, now, 0, 0);
        var outcome = await AttemptAsync(mail);
        _attempts++;
        _lastError = outcome.Reason;
        metrics.MailAttempted(outcome.Kind.ToString().ToLowerInvariant(), 1);
        now = time.GetUtcNow();
        if (outcome.Kind == MailOutcomeKind.Unknown)
        {
            _unknown++;
            _maybe = _maybe.SetItems(_news.Failing.Select(item => KeyValuePair.Create(item.Name, new NotifiedHealth(now, item.Status))));
        }

        var decision = DeliveryDecision.Decide(_attempts, _unknown, outcome, now, random.NextDouble());
        if (decision.RetryAt is { } retryAt)
        {
            _retryAt = retryAt;
            LogRetry(mail.Subject, _attempts, outcome.Kind, outcome.Reason, retryAt);
            return;
        }

        var news = _news;
        Settle();
        if (decision.Failure is { } failure)
        {
            LogFailed(mail.Subject, failure);
            stored.State = stored.State.GivenUp(failure, now);
            _retryAt = now + LongPause;
        }
        else
        {
            LogSent(mail.Subject);
            stored.State = stored.State.Sent(news, now);
            _maybe = ImmutableDictionary<string, NotifiedHealth>.Empty;
        }

        await SaveAsync(cancellationToken);
    }

    private async Task<MailOutcome> AttemptAsync(Mail mail)
    {
        try
        {
            return await GrainFactory.GetGrain<IMailerGrain>(0).Send(mail);
        }
        catch (OrleansMessageRejectionException exception) when (exception is not SiloUnavailableException)
        {
            return MailOutcome.Retry($"The server that sends e-mails did not accept the request: {exception.Message}");
        }
        catch (Exception exception)
        {
            return MailOutcome.Unknown($"The server that sends e-mails did not respond: {exception.Message}");
        }
    }

    private void Settle() => (_news, _batchId, _startedAt, _retryAt, _lastError, _attempts, _unknown) = (HealthNews.None, null, null, null, null, 0, 0);

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await stored.WriteStateAsync(cancellationToken);
            _isUnsaved = false;
        }
        catch (InconsistentStateException)
        {
            // Another activation wrote in the meantime.
            DeactivateOnIdle();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (!_isUnsaved)
                LogUnsaved(exception);
            _isUnsaved = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sent operators the e-mail \"{Subject}\"")]
    private partial void LogSent(string subject);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} to send operators the e-mail \"{Subject}\" ended as {Outcome} ({Reason}); the next one is at {RetryAt:o}")]
    private partial void LogRetry(string subject, int attempt, MailOutcomeKind outcome, string? reason, DateTimeOffset retryAt);

    [LoggerMessage(Level = LogLevel.Error, Message = "The e-mail \"{Subject}\" to operators failed: {Reason}")]
    private partial void LogFailed(string subject, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What operators were notified of could not be stored; after a restart they may get the e-mail again")]
    private partial void LogUnsaved(Exception exception);
}
